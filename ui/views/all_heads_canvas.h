#pragma once

#include "ui/views/all_heads_paint.h"

#include <QAbstractScrollArea>

class QTimer;

namespace headscope {

/// The scrolled thumbnails and the gestures on them. Knows values only. Thumbnails that are not made within
/// one frame follow in the next.
class AllHeadsCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit AllHeadsCanvas(QWidget *parent = nullptr);

    void setPicture(const AllHeadsPicture &picture);
    [[nodiscard]] const AllHeadsPicture &picture() const { return m_picture; }
    [[nodiscard]] const AllHeadsLayout &headsLayout() const { return m_layout; }
    /// Whether every thumbnail in sight was painted.
    [[nodiscard]] bool isComplete() const { return m_complete; }

signals:
    void inspected(const headscope::HeadId &head);
    void opened(const headscope::HeadId &head);
    /// Space: ablate or restore.
    void toggled(const headscope::HeadId &head);
    void menuRequested(const headscope::HeadId &head, const QPoint &globalPosition);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOutAgain();
    [[nodiscard]] std::optional<HeadId> headAt(QPointF inViewport) const;
    void moveFocus(int layers, int heads);

    AllHeadsPicture m_picture;
    AllHeadsLayout m_layout;
    ThumbnailCache m_cache;
    QTimer *m_rest;
    std::optional<HeadId> m_pressed;
    bool m_complete = false;
};

} // namespace headscope
