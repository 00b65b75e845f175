#pragma once

#include <QWidget>

namespace headscope {

/// Lies over the window while a file is dragged across it and says what a drop does.
class DropVeil : public QWidget {
    Q_OBJECT

public:
    explicit DropVeil(QWidget *parent);

    void rise(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_words;
};

} // namespace headscope
