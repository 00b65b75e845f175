#include "ui/style/instrument_style.h"

#include "ui/style/control_paint.h"
#include "ui/style/theme.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace headscope {

namespace {

constexpr int kButtonPadding = 12; ///< beside the text of a tool button
constexpr int kFieldPadding = 4;   ///< beside what is typed
constexpr int kUnderline = 2;      ///< below the chosen tab

bool hasOnlyText(const QStyleOptionToolButton &button)
{
    return !button.text.isEmpty() && button.icon.isNull();
}

QString buttonText(const QStyleOptionToolButton &button)
{
    const bool opensMenu = (button.features & QStyleOptionToolButton::HasMenu) != 0;
    return opensMenu ? button.text + QStringLiteral(" ▾") : button.text;
}

QFont boldOf(const QFont &font)
{
    QFont bold = font;
    bold.setBold(true);
    return bold;
}

} // namespace

InstrumentStyle::InstrumentStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

int InstrumentStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return grid::kUnit;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing:
        return grid::kUnit;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
        return 0;
    case PM_SplitterWidth:
        return grid::kHalf;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize InstrumentStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                        const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        button != nullptr && type == CT_ToolButton && hasOnlyText(*button))
        size.setWidth(
            std::max(grid::kControlHeight,
                     button->fontMetrics.horizontalAdvance(buttonText(*button)) + 2 * kButtonPadding));
    if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        tab != nullptr && type == CT_TabBarTab) {
        const QFontMetrics bold(boldOf(widget != nullptr ? widget->font() : QFont()));
        return {bold.horizontalAdvance(tab->text) + 2 * grid::kWide, grid::kControlHeight + grid::kHalf};
    }
    switch (type) {
    case CT_PushButton:
        size.setWidth(std::max(size.width(), contents.width() + 2 * kButtonPadding));
        [[fallthrough]];
    case CT_ToolButton:
    case CT_ComboBox:
    case CT_LineEdit:
        size.setHeight(std::max(size.height(), grid::kControlHeight));
        return size;
    case CT_SpinBox: // Fusion adds room that a flat field does not need: a row would be higher with one
        size.setHeight(std::max(option->fontMetrics.height() + 2 * kFieldPadding, grid::kControlHeight));
        return size;
    default:
        return size;
    }
}

int InstrumentStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                               QStyleHintReturn *result) const
{
    if (hint == SH_ToolTip_WakeUpDelay)
        return 300;
    if (hint == SH_TabBar_Alignment)
        return Qt::AlignLeft;
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

QRect InstrumentStyle::subElementRect(SubElement element, const QStyleOption *option,
                                      const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(kFieldPadding, 0, -kFieldPadding, 0) : rect;
}

void InstrumentStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                    const QWidget *widget) const
{
    switch (element) {
    case PE_Frame:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen((option->state & State_HasFocus) != 0 ? currentTheme().accent : currentTheme().line);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), kControlRadius,
                                 kControlRadius);
        painter->restore();
        return;
    case PE_PanelButtonCommand:
        return paintPanel(*painter, *option, false);
    case PE_FrameLineEdit:
        return paintField(*painter, *option);
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame != nullptr && frame->lineWidth > 0) // those of spin boxes and lists have none of their own
            paintField(*painter, *option);
        return;
    }
    case PE_IndicatorCheckBox:
        return paintCheckBox(*painter, *option);
    case PE_FrameFocusRect:
        if (qobject_cast<const QCheckBox *>(widget) != nullptr)
            return; // the box itself shows the focus
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase:
        return;
    case PE_PanelStatusBar:
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), grid::kHairline)),
                          currentTheme().line);
        return;
    case PE_IndicatorToolBarSeparator:
        painter->fillRect(QRect(option->rect.center().x(), option->rect.top() + grid::kHalf, grid::kHairline,
                                option->rect.height() - grid::kUnit),
                          currentTheme().line);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void InstrumentStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    const Theme &theme = currentTheme();
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    const bool isChosen = (option->state & State_Selected) != 0;
    const QRect bottomLine(option->rect.left(), option->rect.bottom(), option->rect.width(), grid::kHairline);
    if (element == CE_ToolBar) {
        painter->fillRect(option->rect, theme.panel);
        painter->fillRect(bottomLine, theme.line);
    } else if (element == CE_Splitter) {
        painter->fillRect(option->rect, theme.line);
    } else if (element == CE_TabBarTabShape) {
        if (isChosen)
            painter->fillRect(bottomLine.adjusted(0, 1 - kUnderline, 0, 0), theme.accent);
        if ((option->state & State_HasFocus) != 0)
            paintFocus(*painter, option->rect.adjusted(grid::kHalf, grid::kHalf, -grid::kHalf, -grid::kHalf));
    } else if (element == CE_TabBarTabLabel && tab != nullptr) {
        painter->save();
        if (isChosen)
            painter->setFont(boldOf(painter->font()));
        const bool isHovered = (option->state & State_MouseOver) != 0;
        painter->setPen(isChosen || isHovered ? theme.text : theme.mutedText);
        painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab->text);
        painter->restore();
    } else if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
               button != nullptr && element == CE_PushButtonLabel && widget != nullptr &&
               widget->property(kLeftAligned).toBool()) {
        const QRect inner = option->rect.adjusted(kButtonPadding, 0, -kButtonPadding, 0);
        painter->setPen((option->state & State_Enabled) != 0 ? theme.text : theme.faintText);
        painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic,
                          button->fontMetrics.elidedText(button->text, Qt::ElideRight, inner.width(),
                                                         Qt::TextShowMnemonic));
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void InstrumentStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                         QPainter *painter, const QWidget *widget) const
{
    const bool isOn = (option->state & State_Enabled) != 0;
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        box != nullptr && control == CC_ComboBox && !box->editable) {
        paintPanel(*painter, *option, false);
        const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        return paintAngle(*painter, QRectF(arrow).center(), false, isOn);
    }
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        box != nullptr && control == CC_SpinBox) {
        paintField(*painter, *option);
        const auto angle = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step) {
            const QRectF place(subControlRect(CC_SpinBox, option, part, widget));
            paintAngle(*painter, place.center(), part == SC_SpinBoxUp,
                       isOn && (box->stepEnabled & step) != 0);
        };
        angle(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled);
        return angle(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled);
    }
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (control != CC_ToolButton || button == nullptr || !hasOnlyText(*button))
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    paintPanel(*painter, *option, (option->state & State_AutoRaise) != 0);
    painter->setPen(isOn ? currentTheme().text : currentTheme().faintText);
    painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, buttonText(*button));
}

} // namespace headscope
