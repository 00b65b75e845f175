#include "ui/views/lines_scene.h"

#include "ui/session/session_text.h"
#include "ui/session/wanted_patterns.h"
#include "ui/style/number_text.h"
#include "ui/style/token_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr std::size_t kMostHeads = 24; ///< in one tip

/// lupdate looks for strings by class.
class LinesTip {
    Q_DECLARE_TR_FUNCTIONS(LinesTip)

public:
    LinesTip(const LinesScene &scene, const PinnedToken &token)
        : m_scene(scene)
        , m_token(token)
    {
    }

    [[nodiscard]] QString betweenTokens(const PinnedToken &other) const;
    [[nodiscard]] QString ofToken() const;

private:
    [[nodiscard]] QString textOf(const PinnedToken &token) const
    {
        return QStringLiteral("%1 (%2)").arg(
            m_scene.textsOf(token.side)[static_cast<std::size_t>(token.position)],
            QString::number(token.position));
    }
    [[nodiscard]] QString strongestOf(const HeadPattern &pattern, int head) const;
    template <typename Line>
    void addHeads(QStringList &tip, Line line) const;

    const LinesScene &m_scene;
    PinnedToken m_token;
};

class LongTextNote {
    Q_DECLARE_TR_FUNCTIONS(LongTextNote)
};

double entropyOf(std::span<const float> row)
{
    double entropy = 0;
    for (const float share : row)
        entropy -= share > 0 ? static_cast<double>(share) * std::log(static_cast<double>(share)) : 0;
    return entropy;
}

template <typename Line>
void LinesTip::addHeads(QStringList &tip, Line line) const
{
    std::size_t drawn = 0;
    for (std::size_t head = 0; head < m_scene.patterns.size(); ++head) {
        const HeadPattern &pattern = m_scene.patterns[head];
        if (!pattern.isEmpty() && drawn++ < kMostHeads)
            tip.append(line(pattern, static_cast<int>(head)));
    }
    if (drawn > kMostHeads)
        tip.append(tr("and %n more head(s)", nullptr, static_cast<int>(drawn - kMostHeads)));
    if (drawn == 0)
        tip.append(tr("no head is drawn"));
}

QString LinesTip::betweenTokens(const PinnedToken &other) const
{
    const bool isQuery = m_token.side == TokenSide::Query;
    const int query = isQuery ? m_token.position : other.position;
    const int key = isQuery ? other.position : m_token.position;
    QStringList tip{textOf({TokenSide::Query, query}) + QStringLiteral(" → ") +
                    textOf({TokenSide::Key, key})};
    addHeads(tip, [&](const HeadPattern &pattern, int head) {
        const auto row = pattern.row(query);
        const float attention = pattern.attention(query, key);
        const auto rank = 1 + std::ranges::count_if(row, [&](float each) { return each > attention; });
        //: head, attention, rank among the keys, entropy of the row
        return tr("head %1:  %2  rank %3  entropy %4 nat")
            .arg(QString::number(head), attentionText(static_cast<double>(attention)), QString::number(rank),
                 decimalText(entropyOf(row), 2));
    });
    return tip.join(QLatin1Char('\n'));
}

QString LinesTip::strongestOf(const HeadPattern &pattern, int head) const
{
    const bool isQuery = m_token.side == TokenSide::Query;
    const int others = isQuery ? pattern.keys() : pattern.queries();
    int strongest = isQuery && m_scene.hidesFirstKey && others > 1 ? 1 : 0;
    float most = -1;
    for (int other = strongest; other < others; ++other) {
        const float attention =
            isQuery ? pattern.attention(m_token.position, other) : pattern.attention(other, m_token.position);
        if (attention > most) {
            most = attention;
            strongest = other;
        }
    }
    const QString attention = attentionText(static_cast<double>(most));
    if (!isQuery)
        return tr("head %1:  %2  by %3")
            .arg(QString::number(head), attention, textOf({TokenSide::Query, strongest}));
    return tr("head %1:  %2  at %3  entropy %4 nat")
        .arg(QString::number(head), attention, textOf({TokenSide::Key, strongest}),
             decimalText(entropyOf(pattern.row(m_token.position)), 2));
}

QString LinesTip::ofToken() const
{
    const bool isQuery = m_token.side == TokenSide::Query;
    QStringList tip{
        !isQuery ? tr("%1 is looked at; the strongest of each head").arg(textOf(m_token))
        : m_scene.hidesFirstKey
            ? tr("%1 looks at; the strongest of each head beside the first token").arg(textOf(m_token))
            : tr("%1 looks at; the strongest of each head").arg(textOf(m_token))};
    addHeads(tip, [this](const HeadPattern &pattern, int head) { return strongestOf(pattern, head); });
    return tip.join(QLatin1Char('\n'));
}

} // namespace

std::vector<HeadPattern> drawnPatterns(const RunResult &result, const Look &look, int heads)
{
    std::vector<HeadPattern> patterns(static_cast<std::size_t>(heads));
    Look ofLines = look;
    ofLines.view = CentreView::Lines;
    const auto wanted = result.keepsPatterns() ? std::vector<HeadId>() : wantedPatterns(result, ofLines);
    const auto isWanted = [&](const HeadId &head) { return std::ranges::find(wanted, head) != wanted.end(); };
    for (int head = 0; head < heads; ++head) {
        const HeadId id{look.stack, look.layer, head};
        const auto changed = result.interventions.find(id);
        const bool isZero = changed != result.interventions.end() && changed->second == Intervention{Zero{}};
        if (!isZero && !look.hiddenHeads.contains(head) && (result.keepsPatterns() || isWanted(id)))
            patterns[static_cast<std::size_t>(head)] = result.pattern(id);
    }
    return patterns;
}

LinesScene linesScene(const AnalysisSession &session)
{
    LinesScene scene;
    const auto result = session.shown();
    if (!result || !session.model())
        return scene;
    const Look &look = session.look();
    scene.stack = look.stack;
    scene.patterns = drawnPatterns(*result, look, session.model()->config.bounds().headsOf(look.stack));
    scene.hidesFirstKey = look.hideFirstToken;
    if (look.stack == Stack::Encoder)
        scene.part = drawnPart(look.part, beginOfSecond(session.shownTokens()));
    scene.lines =
        attentionLines({scene.patterns, look.threshold, look.topKeys, look.hideFirstToken, scene.part});
    for (const QString &text : session.tokenTexts(look.stack, TokenSide::Query))
        scene.queryTexts.push_back(isolated(text));
    for (const QString &text : session.tokenTexts(look.stack, TokenSide::Key))
        scene.keyTexts.push_back(isolated(text));
    if (look.pinned && scene.has(*look.pinned))
        scene.isolated = look.pinned;
    return scene;
}

QString linesNote(const AnalysisSession &session, const LinesScene &scene)
{
    const auto result = session.shown();
    if (!result || result->keepsPatterns())
        return {};
    if (session.isAwaitingPattern())
        return LongTextNote::tr("computing the patterns…");
    const int drawn = scene.drawnHeads();
    const auto shown = static_cast<int>(headsWithLines(*result, session.look()).size());
    if (drawn == 0 && shown > 0)
        return LongTextNote::tr(
            "The patterns of a text this long are not kept: choose a head to see its own.");
    //: how many are drawn, how many are shown
    return drawn == shown ? QString()
                          : LongTextNote::tr("A long text: %1 of %2 heads drawn, the focused one first")
                                .arg(drawn)
                                .arg(shown);
}

QString linesTip(const LinesScene &scene, const PinnedToken &token, const std::optional<PinnedToken> &other)
{
    const LinesTip tip(scene, token);
    const bool isOpposite = other && other->side != token.side;
    return isOpposite ? tip.betweenTokens(*other) : tip.ofToken();
}

} // namespace headscope
