#pragma once

#include "ui/style/color_scale.h"

#include <QWidget>

#include <optional>

namespace headscope {

/// A colour scale with its numbers: the attention scale unless told otherwise.
class ScaleLegendBar : public QWidget {
public:
    explicit ScaleLegendBar(QWidget *parent = nullptr);

    void setScale(const ColorScale &scale, const QString &unit);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<ColorScale> m_scale;
    QString m_unit;
};

} // namespace headscope
