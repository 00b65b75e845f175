#pragma once

#include "ui/session/analysis_session.h"

#include <QPlainTextEdit>

namespace headscope {

/// The editor of the text: takes plain text, as much as a session keeps, and leaves files that are dropped on
/// it to the window.
class TextEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit TextEdit(AnalysisSession &session, QWidget *parent = nullptr);

    /// The character under a point of the viewport; none beside the text.
    [[nodiscard]] std::optional<int> unitAt(const QPoint &point) const;

protected:
    bool viewportEvent(QEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    /// What the mark under a point says of itself.
    [[nodiscard]] QString markTip(const QPoint &point) const;

    AnalysisSession &m_session;
};

} // namespace headscope
