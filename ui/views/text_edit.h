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

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    AnalysisSession &m_session;
};

} // namespace headscope
