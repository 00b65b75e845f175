#include "ui/views/all_heads_view.h"

#include "ui/style/head_text.h"
#include "ui/views/head_menu.h"
#include "ui/views/head_shape.h"
#include "ui/views/scale_legend_bar.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace headscope {

AllHeadsView::AllHeadsView(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_canvas(new AllHeadsCanvas(this))
{
    auto *legend = new QHBoxLayout;
    legend->addStretch(1);
    legend->addWidget(new ScaleLegendBar(this));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid::kHalf, 0, 0); // in line with the other views
    column->addLayout(legend);
    column->addWidget(m_canvas, 1);

    connect(&session, &AnalysisSession::modelChanged, this, &AllHeadsView::refresh);
    connect(&session, &AnalysisSession::resultChanged, this, &AllHeadsView::refresh);
    connect(&session, &AnalysisSession::interventionsChanged, this, &AllHeadsView::refresh);
    connect(&session, &AnalysisSession::lookChanged, this, &AllHeadsView::refresh);
    connect(m_canvas, &AllHeadsCanvas::opened, this,
            [this](const HeadId &head) { lookAt(head, CentreView::Matrix); });
    connect(m_canvas, &AllHeadsCanvas::inspected, this,
            [this](const HeadId &head) { lookAt(head, CentreView::AllHeads); });
    connect(m_canvas, &AllHeadsCanvas::toggled, this, [this](const HeadId &head) {
        m_session.editInterventions(headscope::toggled(m_session.interventions(), {head}),
                                    tr("head %1").arg(headName(head)));
    });
    connect(m_canvas, &AllHeadsCanvas::menuRequested, this, &AllHeadsView::showMenu);
    refresh();
}

AllHeadsPicture AllHeadsView::makePicture() const
{
    AllHeadsPicture picture;
    const auto model = m_session.model();
    if (!model)
        return picture;
    picture.shape = shapeOf(model->config, m_session.look().stack);
    picture.result = m_session.shown();
    picture.interventions = m_session.isBaselineHeld() ? Interventions{} : m_session.interventions();
    picture.currentLayer = m_session.look().layer;
    picture.focused = m_session.look().focusedHead;
    return picture;
}

void AllHeadsView::refresh()
{
    if (isVisible())
        m_canvas->setPicture(makePicture());
}

void AllHeadsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void AllHeadsView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_canvas->letGo();
}

void AllHeadsView::lookAt(const HeadId &head, CentreView view)
{
    Look look = m_session.look();
    look.focusedHead = head;
    look.view = view;
    if (view != CentreView::AllHeads)
        look.layer = head.layer;
    m_session.setLook(look);
}

void AllHeadsView::showMenu(const HeadId &head, const QPoint &position)
{
    HeadMenuRequest request;
    request.shape = m_canvas->picture().shape;
    request.heads = {head};
    request.interventions = m_session.interventions();
    request.edit = [this](const Interventions &interventions, const QString &what) {
        m_session.editInterventions(interventions, what);
    };
    request.showLines = [this](const HeadId &chosen) { lookAt(chosen, CentreView::Lines); };
    request.showMatrix = [this](const HeadId &chosen) { lookAt(chosen, CentreView::Matrix); };
    makeHeadMenu(request, this)->popup(position);
}

} // namespace headscope

#include "moc_all_heads_view.cpp"
