#pragma once

#include "ui/session/analysis_session.h"

#include <QTabBar>

#include <array>

namespace headscope {

/// Which heads of an encoder-decoder all views show: the encoder's, the decoder's, or the cross attention's.
/// Says how many of each are changed. Hidden for models with one stack.
class StackSelector : public QTabBar {
    Q_OBJECT

public:
    explicit StackSelector(AnalysisSession &session, QWidget *parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;

private:
    void refresh();
    void nameTabs();
    [[nodiscard]] int widthOf(const QString &text) const;
    /// Of the stacks, where there is little room.
    [[nodiscard]] static std::array<QString, 3> briefNames();
    void choose(int index);

    AnalysisSession &m_session;
};

} // namespace headscope
