#pragma once

#include "ui/views/head_edits.h"

#include <QAbstractScrollArea>

#include <optional>

namespace headscope {

/// A scrolled picture of every head, walked with the arrow keys: what the head board and the thumbnails
/// share.
class HeadsCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    HeadsCanvas(const QString &name, QWidget *parent);

    /// How far it is scrolled.
    [[nodiscard]] QPoint scroll() const;

signals:
    /// The head under the pointer or the keyboard's.
    void inspected(const headscope::HeadId &head);
    /// Enter, or a click where a click opens.
    void opened(const headscope::HeadId &head);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

    /// The size, the scroll position, the font or the colours are others.
    virtual void layOutAgain() = 0;
    virtual void retranslate() = 0;
    [[nodiscard]] virtual HeadBoardShape shape() const = 0;
    /// Where the keyboard is.
    [[nodiscard]] virtual HeadId keyboardHead() const = 0;
    [[nodiscard]] virtual QPointF scrollToShow(const HeadId &head) const = 0;
    /// The arrows or Home and End went to this head, which is in sight.
    virtual void walkTo(const HeadId &head) = 0;
    /// Space.
    virtual void toggle(const HeadId &head) = 0;

    /// What does not fit into the viewport is scrolled to.
    void setContent(QSize content);

private:
    void walk(int layers, int heads);
};

} // namespace headscope
