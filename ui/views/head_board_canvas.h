#pragma once

#include "ui/views/head_board_paint.h"
#include "ui/views/heads_canvas.h"

#include <set>

namespace headscope {

/// The squares of the head board and the gestures on them. Knows values only: it is given a picture, and says
/// what the user wants. After the pointer left, the head chosen last is the inspected one.
class HeadBoardCanvas : public HeadsCanvas {
    Q_OBJECT

public:
    explicit HeadBoardCanvas(QWidget *parent = nullptr);

    void setPicture(const HeadBoardPicture &picture);
    [[nodiscard]] const HeadBoardPicture &picture() const { return m_picture; }
    [[nodiscard]] const HeadBoardLayout &boardLayout() const { return m_layout; }
    /// What edits start from; the picture may show the baseline instead.
    void setEditable(const Interventions &interventions) { m_editable = interventions; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// A click or a drag; all steps of one gesture carry its number.
    void painted(const headscope::Interventions &interventions, int gesture);
    /// A whole row or column, or a key press.
    void edited(const headscope::Interventions &interventions, const QString &what);
    /// A click on a row's header.
    void layerChosen(int layer);
    void menuRequested(const std::vector<headscope::HeadId> &heads, const QPoint &globalPosition);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

    void layOutAgain() override;
    void retranslate() override;
    [[nodiscard]] HeadBoardShape shape() const override { return m_picture.shape; }
    [[nodiscard]] HeadId keyboardHead() const override { return m_picture.focused.value_or(chosen()); }
    [[nodiscard]] QPointF scrollToShow(const HeadId &head) const override;
    void walkTo(const HeadId &head) override;
    void toggle(const HeadId &head) override;

private:
    /// One press of the button until its release.
    struct Stroke {
        int number = 0;
        bool restores = false;
        QPointF last;
    };

    void pressHeader(QPointF position, bool changes);
    void beginStroke(const HeadId &head, QPointF position);
    void continueStroke(QPointF position);
    void paintHead(const HeadId &head);
    void toggleMany(const std::vector<HeadId> &heads, const QString &what);
    void inspect(const HeadId &head);
    [[nodiscard]] std::vector<HeadId> headsAt(QPointF position) const;
    [[nodiscard]] QString describe(const HeadId &head) const;
    [[nodiscard]] QString toolTipAt(QPointF position) const;
    [[nodiscard]] HeadId chosen() const;

    HeadBoardPicture m_picture;
    HeadBoardLayout m_layout;
    Interventions m_editable;
    std::optional<Stroke> m_stroke;
    int m_gestures = 0; // so far
    std::optional<HeadId> m_chosen;
    std::optional<HeadId> m_inspected;
};

} // namespace headscope
