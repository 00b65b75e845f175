#include "ui/views/lines_controls.h"

#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/wrap_layout.h"
#include "ui/views/text_part_choice.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <cmath>

namespace headscope {

namespace {

constexpr int kSteps = 500;      ///< of the slider
constexpr double kLargest = 0.5; ///< a threshold above hides what matters
constexpr int kMostKeys = 99;
constexpr int kTopWidth = 64;

} // namespace

LinesControls::LinesControls(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_thresholdName(new QLabel(this))
    , m_thresholdValue(new QLabel(this))
    , m_topName(new QLabel(this))
    , m_threshold(new QSlider(Qt::Horizontal, this))
    , m_top(new QSpinBox(this))
    , m_hideFirst(new QCheckBox(this))
{
    m_threshold->setObjectName(QStringLiteral("threshold"));
    m_threshold->setRange(0, kSteps);
    m_threshold->setFixedWidth(120);
    m_thresholdValue->setFont(tabularFont(m_thresholdValue->font()));
    m_thresholdValue->setMinimumWidth(
        m_thresholdValue->fontMetrics().horizontalAdvance(QStringLiteral("0.000 ")));
    m_top->setObjectName(QStringLiteral("topKeys"));
    m_top->setRange(0, kMostKeys);
    m_top->setMinimumWidth(kTopWidth);
    m_hideFirst->setObjectName(QStringLiteral("hideFirst"));
    m_thresholdName->setBuddy(m_threshold);
    m_topName->setBuddy(m_top);
    auto *layout = new WrapLayout(grid::kWide + grid::kUnit, this);
    layout->setContentsMargins(0, grid::kHalf, 0, grid::kHalf);
    layout->addGroup({m_thresholdName, m_threshold, m_thresholdValue});
    layout->addGroup({m_topName, m_top});
    layout->addWidget(m_hideFirst);
    layout->addWidget(new TextPartChoice(session, QStringLiteral("textPart"), this));
    retranslate();
    takeLook();
    connect(&session, &AnalysisSession::lookChanged, this, &LinesControls::takeLook);
    connect(m_threshold, &QSlider::valueChanged, this, &LinesControls::apply);
    connect(m_top, &QSpinBox::valueChanged, this, &LinesControls::apply);
    connect(m_hideFirst, &QCheckBox::toggled, this, &LinesControls::apply);
}

void LinesControls::retranslate()
{
    m_thresholdName->setText(tr("Threshold"));
    m_threshold->setAccessibleName(tr("Threshold"));
    m_threshold->setToolTip(tr("Attentions below are not drawn"));
    m_topName->setText(tr("Top-k per token"));
    m_top->setAccessibleName(tr("Top-k per token"));
    m_top->setToolTip(tr("Only the strongest keys of each query and head"));
    m_top->setSpecialValueText(tr("all"));
    m_top->updateGeometry(); // the word may be longer
    m_hideFirst->setText(tr("hide first token (sink)"));
    m_hideFirst->setToolTip(tr("Leave out attention on the first token, where idle heads rest"));
    takeLook();
}

void LinesControls::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LinesControls::takeLook()
{
    const Look &look = m_session.look();
    const QSignalBlocker quietThreshold(m_threshold);
    const QSignalBlocker quietTop(m_top);
    const QSignalBlocker quietFirst(m_hideFirst);
    m_threshold->setValue(static_cast<int>(std::lround(look.threshold / kLargest * kSteps)));
    m_thresholdValue->setText(attentionText(look.threshold));
    m_top->setValue(look.topKeys);
    m_hideFirst->setChecked(look.hideFirstToken);
}

void LinesControls::apply()
{
    Look look = m_session.look();
    look.threshold = m_threshold->value() * kLargest / kSteps;
    look.topKeys = m_top->value();
    look.hideFirstToken = m_hideFirst->isChecked();
    m_session.setLook(look);
}

} // namespace headscope
