#pragma once

#include "ui/session/analysis_session.h"
#include "ui/views/all_heads_canvas.h"

namespace headscope {

/// Every head of every layer as a thumbnail; one click opens it in the matrix.
class AllHeadsView : public QWidget {
    Q_OBJECT

public:
    explicit AllHeadsView(AnalysisSession &session, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void lookAt(const HeadId &head, CentreView view);
    void showMenu(const HeadId &head, const QPoint &position);
    [[nodiscard]] AllHeadsPicture makePicture() const;

    AnalysisSession &m_session;
    AllHeadsCanvas *m_canvas;
};

} // namespace headscope
