#pragma once

#include "ui/style/theme.h"
#include "ui/views/matrix_plot.h"

#include <qcustomplot.h>

#include <QStringList>

#include <optional>

namespace headscope {

/// Labels integer positions with token texts, as many as are readable.
class TokenTicker : public QCPAxisTicker {
public:
    static constexpr double kLongestLabel = 88; ///< pixels; the rest is elided

    explicit TokenTicker(const QCPAxis &axis)
        : m_axis(axis)
    {
    }

    void setTokens(const QStringList &tokens) { m_tokens = tokens; }

    /// Pixels along the axis. QCustomPlot asks for ticks before it lays out, so its own answer is a frame
    /// old.
    void setLength(int length) { m_length = length; }

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange &range) override;
    QVector<QString> createLabelVector(const QVector<double> &ticks, const QLocale &locale, QChar format,
                                       int precision) override;
    QVector<double> createSubTickVector(int count, const QVector<double> &ticks) override;

private:
    const QCPAxis &m_axis;
    QStringList m_tokens;
    int m_length = 1;
};

/// The pattern and the frame of the cell under the pointer. Only what is in sight is turned into pixels, so
/// that zooming costs the same for any text; QCPColorMap would hold a double for each cell beside ours.
class PatternLayer : public QCPLayerable {
public:
    explicit PatternLayer(QCustomPlot *plot)
        : QCPLayerable(plot, QStringLiteral("main"))
    {
    }

    /// Of so many queries; a preview has fewer cells.
    void setPattern(const HeadPattern &pattern, int queries);

    const Theme *theme = &currentTheme();
    std::optional<MatrixCell> framed;

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override { painter->setAntialiasing(false); }
    [[nodiscard]] QRect clipRect() const override { return parentPlot()->axisRect()->rect(); }
    void draw(QCPPainter *painter) override;

private:
    void drawFrame(QCPPainter *painter, const MatrixCell &cell) const;
    [[nodiscard]] const QImage &imageOf(const QRectF &cells, QSize pixels);

    HeadPattern m_pattern;
    double m_cellsOfToken = 1; ///< less for a preview
    /// Kept from frame to frame: the pointer's frame moves over it.
    struct Drawn {
        QImage image;
        QRectF cells;
        const Theme *theme = nullptr;
    };
    Drawn m_drawn;
};

} // namespace headscope
