#pragma once

#include <QScrollArea>
#include <QScrollBar>

namespace headscope {

/// What does not fit a small window is scrolled to, downwards only; the window itself stays within its
/// screen.
class Column : public QScrollArea {
public:
    static constexpr int kLeastHeight = 96;

    Column(QWidget *content, QWidget *parent)
        : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setWidget(content);
    }

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width(), kLeastHeight};
    }
};

} // namespace headscope
