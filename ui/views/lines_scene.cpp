#include "ui/views/lines_scene.h"

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
    [[nodiscard]] QString textOf(int position) const
    {
        return QStringLiteral("%1 (%2)").arg(m_scene.texts[static_cast<std::size_t>(position)],
                                             QString::number(position));
    }
    [[nodiscard]] QString strongestOf(const HeadPattern &pattern, int head) const;
    template <typename Line>
    void addHeads(QStringList &tip, Line line) const;

    const LinesScene &m_scene;
    PinnedToken m_token;
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
    QStringList tip{textOf(query) + QStringLiteral(" → ") + textOf(key)};
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
    int strongest = 0;
    float most = -1;
    for (int other = 0; other < pattern.tokens(); ++other) {
        const float attention =
            isQuery ? pattern.attention(m_token.position, other) : pattern.attention(other, m_token.position);
        if (attention > most) {
            most = attention;
            strongest = other;
        }
    }
    const QString attention = attentionText(static_cast<double>(most));
    if (!isQuery)
        return tr("head %1:  %2  by %3").arg(QString::number(head), attention, textOf(strongest));
    return tr("head %1:  %2  at %3  entropy %4 nat")
        .arg(QString::number(head), attention, textOf(strongest),
             decimalText(entropyOf(pattern.row(m_token.position)), 2));
}

QString LinesTip::ofToken() const
{
    QStringList tip{m_token.side == TokenSide::Query
                        ? tr("%1 looks at; the strongest of each head").arg(textOf(m_token.position))
                        : tr("%1 is looked at; the strongest of each head").arg(textOf(m_token.position))};
    addHeads(tip, [this](const HeadPattern &pattern, int head) { return strongestOf(pattern, head); });
    return tip.join(QLatin1Char('\n'));
}

} // namespace

std::vector<HeadPattern> drawnPatterns(const RunResult &result, const Look &look, int heads)
{
    std::vector<HeadPattern> patterns(static_cast<std::size_t>(heads));
    for (int head = 0; head < heads; ++head) {
        const HeadId id{Stack::Encoder, look.layer, head};
        const auto changed = result.interventions.find(id);
        const bool isZero = changed != result.interventions.end() && changed->second == Intervention{Zero{}};
        if (!isZero && !look.hiddenHeads.contains(head))
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
    scene.patterns = drawnPatterns(*result, look, session.model()->config.heads);
    scene.lines = attentionLines({scene.patterns, look.threshold, look.topKeys, look.hideFirstToken});
    for (int position = 0; position < static_cast<int>(session.shownTokens().size()); ++position)
        scene.texts.push_back(isolated(session.tokenText(position)));
    if (look.pinned && look.pinned->position < static_cast<int>(scene.texts.size()))
        scene.isolated = look.pinned;
    return scene;
}

QString linesTip(const LinesScene &scene, const PinnedToken &token, const std::optional<PinnedToken> &other)
{
    const LinesTip tip(scene, token);
    const bool isOpposite = other && other->side != token.side;
    return isOpposite ? tip.betweenTokens(*other) : tip.ofToken();
}

} // namespace headscope
