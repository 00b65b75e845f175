#pragma once

#include <QPlainTextEdit>

namespace headscope {

/// What a model writes: of one height and no width of its own, whatever it is; scrolls, and can be copied.
class WrittenText : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit WrittenText(QWidget *parent = nullptr);

    void say(const QString &text);
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, minimumHeight()}; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};

} // namespace headscope
