#include "ui/views/stack_selector.h"

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
    setUsesScrollButtons(false); // where the board is narrow, names are shortened instead
    setElideMode(Qt::ElideRight);
    for (std::size_t tab = 0; tab < kStacks.size(); ++tab)
        addTab({});
    connect(this, &QTabBar::currentChanged, this, &StackSelector::choose);
    connect(&session, &AnalysisSession::modelChanged, this, &StackSelector::refresh);
    connect(&session, &AnalysisSession::lookChanged, this, &StackSelector::refresh);
    connect(&session, &AnalysisSession::interventionsChanged, this, &StackSelector::refresh);
    refresh();
}

void StackSelector::refresh()
{
    const QSignalBlocker quiet(this);
    const auto model = m_session.model();
    setVisible(model && model->config.decoder);
    setAccessibleName(tr("Which heads are shown"));
    const std::array names{tr("Encoder"), tr("Decoder"), tr("Cross")};
    const std::array tips{tr("The heads of the encoder: the text looks at itself"),
                          tr("The decoder's own heads: what is written looks at what was written before"),
                          tr("The cross attention: what is written looks at the encoder's text")};
    for (std::size_t tab = 0; tab < kStacks.size(); ++tab) {
        const auto changed = std::ranges::count_if(
            m_session.interventions(), [&](const auto &entry) { return entry.first.stack == kStacks[tab]; });
        const int index = static_cast<int>(tab);
        setTabText(index, changed == 0 ? names[tab] : QStringLiteral("%1 (%2)").arg(names[tab]).arg(changed));
        setTabToolTip(index, plainToolTip(tips[tab]));
    }
    setCurrentIndex(static_cast<int>(m_session.look().stack));
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
