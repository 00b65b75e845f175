#include "ui/views/stack_selector.h"

#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::array kStacks{Stack::Encoder, Stack::Decoder, Stack::Cross};

} // namespace

StackSelector::StackSelector(AnalysisSession &session, QWidget *parent)
    : QTabBar(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("stack"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false); // where the board is narrow, names are abbreviated instead
    setElideMode(Qt::ElideNone);
    for (std::size_t tab = 0; tab < kStacks.size(); ++tab)
        addTab({});
    connect(this, &QTabBar::currentChanged, this, &StackSelector::choose);
    connect(&session, &AnalysisSession::modelChanged, this, &StackSelector::refresh);
    connect(&session, &AnalysisSession::lookChanged, this, &StackSelector::refresh);
    connect(&session, &AnalysisSession::interventionsChanged, this, &StackSelector::refresh);
    connect(&session, &AnalysisSession::resultChanged, this, &StackSelector::refresh); // the baseline is held
    refresh();
}

void StackSelector::refresh()
{
    const QSignalBlocker quiet(this);
    const auto model = m_session.model();
    setVisible(model && model->config.decoder);
    setAccessibleName(tr("Which heads are shown"));
    nameTabs();
    setCurrentIndex(static_cast<int>(m_session.look().stack));
}

int StackSelector::widthOf(const QString &text) const
{
    QFont chosen = font();
    chosen.setBold(true);
    return QFontMetrics(chosen).horizontalAdvance(text) + 2 * grid::kUnit;
}

QSize StackSelector::tabSizeHint(int index) const
{
    return {widthOf(tabText(index)), QTabBar::tabSizeHint(index).height()};
}

/// The short names with two-digit counts, changed or not: the board keeps its width.
QSize StackSelector::minimumSizeHint() const
{
    int width = 0;
    for (const QString &name : briefNames())
        width += widthOf(name + QStringLiteral(" (99)"));
    return {width, QTabBar::minimumSizeHint().height()};
}

std::array<QString, 3> StackSelector::briefNames()
{
    return {tr("Enc.", "encoder, where there is little room"),
            tr("Dec.", "decoder, where there is little room"), tr("Cross")};
}

/// How many heads of each are changed is never cut off: where there is no room, the names are shorter.
void StackSelector::nameTabs()
{
    const std::array names{tr("Encoder"), tr("Decoder"), tr("Cross")};
    const std::array brief = briefNames();
    const std::array tips{tr("The heads of the encoder: the text looks at itself"),
                          tr("The decoder's own heads: what is written looks at what was written before"),
                          tr("The cross attention: what is written looks at the encoder's text")};
    std::array<int, kStacks.size()> counts{};
    for (const auto &[head, intervention] : m_session.shownInterventions())
        ++counts[static_cast<std::size_t>(head.stack)];
    const auto textOf = [&](const auto &words, std::size_t tab) {
        return counts[tab] == 0 ? words[tab] : QStringLiteral("%1 (%2)").arg(words[tab]).arg(counts[tab]);
    };
    int needed = 0;
    for (std::size_t tab = 0; tab < kStacks.size(); ++tab)
        needed += widthOf(textOf(names, tab));
    for (std::size_t tab = 0; tab < kStacks.size(); ++tab) {
        const int index = static_cast<int>(tab);
        setTabText(index, textOf(needed > width() ? brief : names, tab));
        setTabToolTip(index, plainToolTip(tips[tab] + QLatin1Char('\n') +
                                          tr("%n head(s) changed", nullptr, counts[tab])));
    }
}

void StackSelector::resizeEvent(QResizeEvent *event)
{
    nameTabs();
    QTabBar::resizeEvent(event);
}

void StackSelector::choose(int index)
{
    if (index < 0 || !m_session.model())
        return;
    Look look = m_session.look();
    look.stack = kStacks[static_cast<std::size_t>(index)];
    const int layers = m_session.model()->config.bounds().layersOf(look.stack);
    look.layer = std::clamp(look.layer, 0, std::max(0, layers - 1));
    look.focusedHead = {look.stack, look.layer, 0};
    look.hiddenHeads.clear();
    look.pinned.reset();
    m_session.setLook(look);
}

void StackSelector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QTabBar::changeEvent(event);
}

} // namespace headscope
