#pragma once

#include <QWidget>

class QVBoxLayout;

namespace headscope {

/// What the window shows when no model is open: example sentences, the models that are here, the gallery, and
/// how to open something else.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    /// The language whose examples come first.
    void setLanguage(const QString &language);

signals:
    void fileWanted();
    void folderWanted();
    void modelWanted(const QString &source);
    void fetchWanted(const QString &galleryName);
    void exampleWanted(const QString &source, const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    /// Asks anew what there is.
    void fill();
    void addExamples(QVBoxLayout &column);
    void addModels(QVBoxLayout &here, QVBoxLayout &gallery);
    void addOpening(QVBoxLayout &column);

    QString m_language;
    QWidget *m_content = nullptr;
};

} // namespace headscope
