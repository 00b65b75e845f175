#pragma once

#include <QWidget>

class QLabel;

namespace headscope {

class ElidedLabel;

/// A named figure of the output panel. All of them have their figures in one column, at the right.
class OutputFigure : public QWidget {
    Q_OBJECT

public:
    /// The labels are called `name` and `name` + "Name".
    explicit OutputFigure(const QString &name, QWidget *parent = nullptr);

    void say(const QString &name, const QString &figure);

private:
    ElidedLabel *m_name;
    QLabel *m_figure;
};

} // namespace headscope
