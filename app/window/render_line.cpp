#include "app/window/render_line.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace headscope {

namespace {

constexpr qsizetype kLongestArgument = 100'000; ///< Linux takes 128 KiB

QString viewName(RenderView view)
{
    switch (view) {
    case RenderView::Lines:
        return QStringLiteral("lines");
    case RenderView::Matrix:
        return QStringLiteral("matrix");
    case RenderView::AllHeads:
        return QStringLiteral("all");
    case RenderView::Board:
        return QStringLiteral("board");
    }
    return {};
}

/// With every digit that counts.
QString exact(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString stackName(Stack stack)
{
    switch (stack) {
    case Stack::Decoder:
        return QStringLiteral("decoder");
    case Stack::Cross:
        return QStringLiteral("cross");
    case Stack::Encoder:
        break;
    }
    return QStringLiteral("encoder");
}

QStringList headArguments(const RenderOptions &options)
{
    QStringList words;
    if (options.layer)
        words << QStringLiteral("--layer") << QString::number(*options.layer);
    if (options.heads) {
        QStringList heads;
        for (const int head : *options.heads)
            heads.append(QString::number(head));
        words << QStringLiteral("--heads")
              << (heads.isEmpty() ? QStringLiteral("none") : heads.join(QLatin1Char(',')));
    }
    return words;
}

QStringList partArguments(const RenderOptions &options)
{
    if (options.part == TextPart::All)
        return {};
    return {QStringLiteral("--part"),
            QString::fromUtf8(kPartNames.at(static_cast<std::size_t>(options.part)))};
}

QStringList linesArguments(const RenderOptions &options)
{
    QStringList words{QStringLiteral("--threshold"), exact(options.threshold)};
    if (options.topKeys > 0)
        words << QStringLiteral("--top-k") << QString::number(options.topKeys);
    if (options.hideFirstToken)
        words << QStringLiteral("--hide-first");
    if (options.pinned) {
        const bool isKey = options.pinned->side == TokenSide::Key;
        words << QStringLiteral("--pin")
              << (isKey ? QStringLiteral("key:") : QString()) + QString::number(options.pinned->position);
    }
    words += partArguments(options);
    if (options.scroll)
        words << QStringLiteral("--scroll") << exact(*options.scroll);
    return words;
}

QStringList matrixArguments(const RenderOptions &options)
{
    QStringList words;
    if (options.combination == Combination::Maximum)
        words << QStringLiteral("--combine") << QStringLiteral("max");
    words += partArguments(options);
    if (options.cells) {
        QStringList area{exact(options.cells->left()), exact(options.cells->top()),
                         exact(options.cells->width())};
        if (options.cells->height() != options.cells->width())
            area << exact(options.cells->height());
        words << QStringLiteral("--area") << area.join(QLatin1Char(','));
    }
    return words;
}

QStringList boardArguments(const RenderOptions &options)
{
    const UnderstoodMetric &metric = options.metric;
    QStringList words{QStringLiteral("--metric"), QString::fromStdString(toText(metric.words))};
    if (headscope::metric(metric.words.id).needs == MetricNeeds::Effect &&
        metric.kind != Intervention{Zero{}})
        words << QStringLiteral("--kind") << QString::fromStdString(kindSpec(metric.kind));
    if (metric.position)
        words << QStringLiteral("--position") << QString::number(*metric.position);
    if (options.spacing == Spacing::Logarithmic)
        words << QStringLiteral("--log");
    return words;
}

QStringList viewArguments(const RenderOptions &options)
{
    switch (options.view) {
    case RenderView::Lines:
        return headArguments(options) + linesArguments(options);
    case RenderView::Matrix:
        return headArguments(options) + matrixArguments(options);
    case RenderView::AllHeads:
        return {};
    case RenderView::Board:
        return boardArguments(options);
    }
    return {};
}

/// So that nothing in the text reads as an option or a file.
QStringList textArgument(const QString &option, const QString &text)
{
    if (text.isEmpty())
        return {option, QString()};
    return {option + QLatin1Char('=') +
            (text.startsWith(QLatin1Char('@')) ? QStringLiteral("@") : QString()) + text};
}

QStringList textArguments(const PictureDescription &picture)
{
    if (picture.isIds) {
        static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
        const QStringList ids = picture.text.split(separators, Qt::SkipEmptyParts);
        return {QStringLiteral("--ids"), ids.join(QLatin1Char(','))};
    }
    const bool isLong = picture.isCut && picture.text.size() > kLongestArgument && picture.neededText >= 0;
    QStringList words =
        textArgument(QStringLiteral("--text"), isLong ? picture.text.left(picture.neededText) : picture.text);
    if (picture.second)
        words += textArgument(QStringLiteral("--text-b"), *picture.second);
    if (picture.isCut)
        words << QStringLiteral("--cut");
    return words;
}

QStringList lookArguments(const PictureDescription &picture)
{
    const RenderOptions &options = picture.options;
    QStringList words{QStringLiteral("--theme"),
                      options.dark ? QStringLiteral("dark") : QStringLiteral("light"),
                      QStringLiteral("--language"), picture.language};
    if (options.font != PictureFont{})
        words << QStringLiteral("--font")
              << QStringLiteral("%1,%2").arg(options.font.family).arg(options.font.pixels);
    if (!options.size.isEmpty())
        words << QStringLiteral("--size")
              << QStringLiteral("%1x%2").arg(options.size.width()).arg(options.size.height());
    return words;
}

/// A path that begins with - would be read as an option.
QString modelArgument(const QString &model)
{
    return model.startsWith(QLatin1Char('-')) ? QStringLiteral("./") + model : model;
}

} // namespace

UnderstoodMetric metricOf(const MetricChoice &choice, const ModelConfig &config)
{
    const auto token = [](int id) { return "#" + std::to_string(id); };
    UnderstoodMetric understood;
    understood.words = {choice.id, choice.query, choice.key, {}, {}};
    const auto label = static_cast<std::size_t>(choice.outcome);
    if (metric(choice.id).parameters == MetricParameters::Outcomes)
        understood.words.outcome = token(choice.outcome);
    else if (metric(choice.id).parameters == MetricParameters::Label && label < config.labels.size())
        understood.words.outcome = config.labels[label];
    if (choice.against)
        understood.words.against = token(*choice.against);
    understood.kind = choice.kind;
    understood.position = choice.position;
    return understood;
}

RenderOptions optionsOf(const Look &look, const ModelConfig &config)
{
    const int heads = config.bounds().headsOf(look.stack);
    RenderOptions options;
    options.view = look.view == CentreView::Lines    ? RenderView::Lines
                   : look.view == CentreView::Matrix ? RenderView::Matrix
                                                     : RenderView::AllHeads;
    options.stack = look.stack;
    const bool isOneHead = look.view == CentreView::Matrix && look.matrix == MatrixContent::FocusedHead;
    options.layer = isOneHead ? look.focusedHead.layer : look.layer;
    std::vector<int> shown;
    for (int head = 0; head < heads; ++head)
        if (isOneHead ? head == look.focusedHead.head : !look.hiddenHeads.contains(head))
            shown.push_back(head);
    if (isOneHead || static_cast<int>(shown.size()) < heads)
        options.heads = shown;
    if (look.view == CentreView::AllHeads) { // always all of them
        options.layer.reset();
        options.heads.reset();
    }
    options.combination =
        look.matrix == MatrixContent::MaximumOfShown ? Combination::Maximum : Combination::Mean;
    options.metric = metricOf(look.metric, config);
    options.pinned = look.pinned;
    options.threshold = look.threshold;
    options.topKeys = look.topKeys;
    options.hideFirstToken = look.hideFirstToken;
    options.part = look.part;
    return options;
}

QStringList decoderArguments(const AnalysisSession &session)
{
    const std::vector<Token> &tokens = session.shownDecoderTokens();
    if (tokens.empty() || !session.model()->config.writes())
        return {};
    const DecoderChoice &choice = session.shownTexts().others.decoder;
    const bool isWhole = static_cast<int>(tokens.size()) < session.model()->config.positions;
    const bool isGiven = choice.source == DecoderChoice::Source::Given && session.model()->outputTokenizer;
    if (isGiven && isWhole && !choice.text.isEmpty() && choice.text != QLatin1String("-"))
        return textArgument(QStringLiteral("--decoder-text"), choice.text);
    QStringList ids; // exactly what was read, whatever another version would write
    for (const Token &token : tokens)
        ids.append(QString::number(token.id));
    return {QStringLiteral("--decoder-ids=") + ids.join(QLatin1Char(','))};
}

QString shellQuoted(const QString &argument)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_./:=,+-]+\\z"));
    if (plain.match(argument).hasMatch())
        return argument;
    QString quoted = argument;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString renderLine(const PictureDescription &picture)
{
    QStringList words{QStringLiteral("headscope"), QStringLiteral("render"), modelArgument(picture.model)};
    words += textArguments(picture);
    words += picture.decoder;
    words << QStringLiteral("--view") << viewName(picture.options.view);
    if (picture.bounds.hasDecoder())
        words << QStringLiteral("--stack") << stackName(picture.options.stack);
    words += viewArguments(picture.options);
    for (const std::string &spec : toSpecs(picture.interventions, picture.bounds))
        words << QStringLiteral("--intervene") << QString::fromStdString(spec);
    words += lookArguments(picture);
    words << QStringLiteral("--out") << QStringLiteral("headscope.png");
    std::ranges::transform(words, words.begin(), shellQuoted);
    // A single - stands for standard input, so there it is written.
    const QString dash = QStringLiteral("-");
    const bool isDash = picture.text == dash || picture.second == dash;
    return (isDash ? QStringLiteral("printf %s - | ") : QString()) + words.join(QLatin1Char(' '));
}

} // namespace headscope
