#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace headscope {

/// Its items beside each other as far as they fit, the others in further rows; each at its own size.
class WrapLayout : public QLayout {
    Q_OBJECT

public:
    /// `gap` is the space between two items of a row, in device-independent pixels.
    explicit WrapLayout(int gap, QWidget *parent = nullptr);
    ~WrapLayout() override;

    /// Several widgets that stay together.
    void addGroup(const std::vector<QWidget *> &widgets);

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &area) override;

private:
    [[nodiscard]] std::vector<QRect> placesIn(const QRect &area) const;
    [[nodiscard]] QSize withMargins(QSize size) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    int m_gap;
};

} // namespace headscope
