#include "ui/style/wrap_layout.h"

#include <gtest/gtest.h>

#include <QWidget>

#include <array>

namespace headscope {
namespace {

/// Three boxes of 100 × 20, 10 apart.
class WrapLayoutTest : public testing::Test {
protected:
    WrapLayoutTest()
    {
        m_layout->setContentsMargins(0, 0, 0, 0);
        for (QWidget *&box : m_boxes) {
            box = new QWidget(&m_area);
            box->setFixedSize(100, 20);
            m_layout->addWidget(box);
        }
    }

    void setWidth(int width)
    {
        m_area.resize(width, 200);
        m_layout->setGeometry({0, 0, width, 200});
    }

    QWidget m_area;
    WrapLayout *m_layout = new WrapLayout(10, &m_area);
    std::array<QWidget *, 3> m_boxes{};
};

TEST_F(WrapLayoutTest, KeepsItsItemsInOneRowWhereTheyFit)
{
    setWidth(m_layout->sizeHint().width());

    EXPECT_EQ(m_layout->sizeHint(), QSize(320, 20));
    EXPECT_EQ(m_boxes[2]->pos(), QPoint(220, 0));
    EXPECT_EQ(m_layout->heightForWidth(320), 20);
}

TEST_F(WrapLayoutTest, PutsWhatDoesNotFitIntoFurtherRows)
{
    setWidth(319);

    EXPECT_EQ(m_boxes[1]->pos(), QPoint(110, 0));
    EXPECT_EQ(m_boxes[2]->pos().x(), 0);
    EXPECT_GE(m_boxes[2]->pos().y(), 20);
    EXPECT_EQ(m_layout->heightForWidth(319), m_boxes[2]->geometry().bottom() + 1);
}

TEST_F(WrapLayoutTest, NeedsNoMoreWidthThanItsWidestItem)
{
    EXPECT_EQ(m_layout->minimumSize(), QSize(100, 20));
    EXPECT_EQ(m_layout->heightForWidth(50), m_layout->heightForWidth(100));
}

} // namespace
} // namespace headscope
