#pragma once

#include "tests/support/source_folder.h"
#include "ui/session/analysis_session.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QSignalSpy>

namespace headscope {

/// A real session on a small model, for the views.
class SessionOnModel : public testing::Test {
protected:
    static constexpr int kPatience = 20'000; // milliseconds

    /// `folder` from the root of the sources, or an absolute one.
    void open(const QString &folder, const QString &text)
    {
        const QString root =
            folder.startsWith(QLatin1Char('/')) ? QString() : QString::fromStdString(sourceFolder() + "/");
        m_session.openModel(root + folder, folder, text);
        ASSERT_TRUE(m_results.wait(kPatience));
        settle();
    }

    void settle()
    {
        QApplication::processEvents();
        while (m_session.isBusy())
            ASSERT_TRUE(m_busy.wait(kPatience));
        QApplication::processEvents();
    }

    void openNegation() { open(QStringLiteral("resources/models/negation"), m_sentence); }

    AnalysisSession m_session;
    QSignalSpy m_results{&m_session, &AnalysisSession::resultChanged};
    QSignalSpy m_busy{&m_session, &AnalysisSession::busyChanged};
    const QString m_sentence = QStringLiteral("the film is not good");
};

} // namespace headscope
