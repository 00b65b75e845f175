#pragma once

#include <QWidget>

namespace headscope {

/// One line of the theme between two panels.
class Hairline : public QWidget {
    Q_OBJECT

public:
    explicit Hairline(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace headscope
