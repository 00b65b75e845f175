#include "ui/views/output_figure.h"

#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/views/elided_label.h"

#include <QHBoxLayout>

namespace headscope {

OutputFigure::OutputFigure(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_figure(new QLabel(this))
{
    m_name->setObjectName(name + QStringLiteral("Name"));
    m_figure->setObjectName(name);
    m_figure->setTextFormat(Qt::PlainText);
    m_figure->setFont(tabularFont(m_figure->font()));
    m_figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kUnit);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_figure);
}

void OutputFigure::say(const QString &name, const QString &figure)
{
    m_name->setText(name);
    m_figure->setText(figure);
}

} // namespace headscope

#include "moc_output_figure.cpp"
