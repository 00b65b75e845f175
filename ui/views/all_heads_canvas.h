#pragma once

#include "ui/views/all_heads_paint.h"
#include "ui/views/heads_canvas.h"

class QTimer;

namespace headscope {

/// The scrolled thumbnails and the gestures on them. Knows values only. Thumbnails that are not made within
/// one frame follow in the next.
class AllHeadsCanvas : public HeadsCanvas {
    Q_OBJECT

public:
    explicit AllHeadsCanvas(QWidget *parent = nullptr);

    void setPicture(const AllHeadsPicture &picture);
    /// Nobody looks: keeps the thumbnails, but not the result they were made from, which may be large.
    void letGo() { m_picture.result.reset(); }
    [[nodiscard]] const AllHeadsPicture &picture() const { return m_picture; }
    [[nodiscard]] const AllHeadsLayout &headsLayout() const { return m_layout; }
    /// Whether every thumbnail in sight was painted.
    [[nodiscard]] bool isComplete() const { return m_complete; }

signals:
    /// Space: ablate or restore.
    void toggled(const headscope::HeadId &head);
    void menuRequested(const headscope::HeadId &head, const QPoint &globalPosition);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

    void layOutAgain() override;
    void retranslate() override;
    [[nodiscard]] HeadBoardShape shape() const override { return m_picture.shape; }
    [[nodiscard]] HeadId keyboardHead() const override { return m_picture.focused.value_or(HeadId{}); }
    [[nodiscard]] QPointF scrollToShow(const HeadId &head) const override;
    void walkTo(const HeadId &head) override { emit inspected(head); }
    void toggle(const HeadId &head) override { emit toggled(head); }

private:
    [[nodiscard]] std::optional<HeadId> headAt(QPointF inViewport) const;

    AllHeadsPicture m_picture;
    AllHeadsLayout m_layout;
    ThumbnailCache m_cache;
    QTimer *m_rest;
    std::optional<HeadId> m_pressed;
    bool m_complete = false;
};

} // namespace headscope
