#pragma once

#include "ui/views/head_board_paint.h"

#include <QWidget>

namespace headscope {

/// The ramp of the head board with its numbers.
class MetricLegend : public QWidget {
public:
    explicit MetricLegend(QWidget *parent = nullptr);

    void setPicture(const HeadBoardPicture &picture);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    HeadBoardPicture m_picture;
};

} // namespace headscope
