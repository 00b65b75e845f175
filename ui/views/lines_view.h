#pragma once

#include "ui/session/analysis_session.h"
#include "ui/views/lines_paint.h"

#include <QAbstractScrollArea>

class QTimer;

namespace headscope {

/// Attention of one layer as lines between two columns of tokens, in BertViz's manner.
///
/// The strongest lines are drawn at once, the complete picture column by column over the next frames;
/// hovering only lays the lines of one token over the dimmed picture.
class LinesView : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit LinesView(AnalysisSession &session, QWidget *parent = nullptr);

    [[nodiscard]] const LinesScene &scene() const { return m_scene; }
    /// How far it is scrolled; nothing when every row is in sight.
    [[nodiscard]] std::optional<double> scrolledBy() const;
    /// True when every line is drawn.
    [[nodiscard]] bool isComplete() const { return m_nextColumn < 0; }
    /// For a file: draws every line at once, at this many pixels to the unit, until called without a ratio
    /// again.
    void drawForFile(std::optional<double> pixelRatio);

    /// A few rows: the lines take what there is, and in a small window they scroll.
    [[nodiscard]] QSize sizeHint() const override { return {256, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void rebuild();
    void layOut();
    void restartPicture();
    void refine();
    void hover(const std::optional<PinnedToken> &token);
    void pin(const std::optional<PinnedToken> &token);
    void stepLayer(int by);
    void walk(int key);
    void focusToken(const std::optional<PinnedToken> &token);
    void retranslate();
    void paintNote(QPainter &painter) const;
    [[nodiscard]] double pixelRatio() const { return m_fileRatio.value_or(devicePixelRatioF()); }
    [[nodiscard]] std::optional<PinnedToken> tokenAt(QPoint point) const;

    AnalysisSession &m_session;
    LinesScene m_scene;
    LinesWindow m_window;
    std::optional<PinnedToken> m_hovered; ///< under the pointer
    std::optional<PinnedToken> m_focused; ///< under the keyboard's ring
    QImage m_shownPicture, m_refinedPicture, m_isolatedPicture;
    std::vector<RasterLine> m_toRaster;
    int m_nextColumn = -1; ///< of the refinement; -1 = complete
    std::optional<double> m_fileRatio;
    QTimer *m_refiner;
    std::optional<int> m_scrollWhenHidden; ///< while nobody looks: then there is no scene
    Look m_drawnLook;
};

} // namespace headscope
