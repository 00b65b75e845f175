#pragma once

#include <QMenu>

namespace headscope {

/// Everything that can be opened: a file, a folder, embedded, gallery, cached and recent models. Filled when
/// it opens.
class OpenMenu : public QMenu {
    Q_OBJECT

public:
    explicit OpenMenu(QWidget *parent = nullptr);

signals:
    void fileWanted();
    void folderWanted();
    void modelWanted(const QString &source);
    /// A gallery name, or `owner/name[@revision][:file]` of the Hub.
    void fetchWanted(const QString &name);

private:
    void fill();
    void askForHubModel();
};

} // namespace headscope
