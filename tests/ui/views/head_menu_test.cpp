#include "ui/views/head_menu.h"

#include <gtest/gtest.h>

#include <QInputDialog>

#include <memory>

namespace headscope {
namespace {

HeadId at(int layer, int head)
{
    return {Stack::Encoder, layer, head};
}

class HeadMenu : public testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<QMenu> menuFor(const std::vector<HeadId> &heads)
    {
        HeadMenuRequest request;
        request.shape = {2, 3, 3};
        request.heads = heads;
        request.interventions = m_interventions;
        request.edit = [this](const Interventions &interventions, const QString &) {
            m_interventions = interventions;
        };
        request.showLines = [this](const HeadId &head) { m_shown = head; };
        request.showMatrix = request.showLines;
        return std::unique_ptr<QMenu>(makeHeadMenu(request, &m_parent));
    }

    void choose(const std::vector<HeadId> &heads, const char *action)
    {
        menuFor(heads)->findChild<QAction *>(QLatin1String(action))->trigger();
    }

    QWidget m_parent;
    Interventions m_interventions;
    HeadId m_shown;
};

TEST_F(HeadMenu, OffersEveryIntervention)
{
    const std::map<const char *, Intervention> kinds = {
        {"zero", Zero{}}, {"mean", Mean{}}, {"uniform", Uniform{}}, {"first", First{}}};
    for (const auto &[name, intervention] : kinds) {
        choose({at(1, 2)}, name);
        EXPECT_EQ(m_interventions, (Interventions{{at(1, 2), intervention}}));
        EXPECT_TRUE(menuFor({at(1, 2)})->findChild<QAction *>(QLatin1String(name))->isChecked());
    }
    choose({at(1, 2)}, "restore");
    EXPECT_TRUE(m_interventions.empty());
}

TEST_F(HeadMenu, ScaleAsksItsFactor)
{
    choose({at(1, 2)}, "scale");
    auto *dialog = m_parent.findChild<QInputDialog *>(QStringLiteral("scaleFactor"));
    ASSERT_NE(dialog, nullptr);

    dialog->setDoubleValue(1.5);
    dialog->accept();

    EXPECT_EQ(m_interventions, (Interventions{{at(1, 2), Scale{1.5F}}}));
}

TEST_F(HeadMenu, OnlyThisHeadAndInvert)
{
    choose({at(1, 2)}, "onlyInLayer");
    EXPECT_EQ(m_interventions.size(), 2U);

    choose({at(1, 2)}, "onlyInModel");
    EXPECT_EQ(m_interventions.size(), 5U);

    choose({at(1, 2)}, "invertModel");
    EXPECT_EQ(m_interventions, (Interventions{{at(1, 2), Zero{}}}));

    choose({at(1, 2)}, "invertLayer");
    EXPECT_EQ(m_interventions, (Interventions{{at(1, 0), Zero{}}, {at(1, 1), Zero{}}}));
}

TEST_F(HeadMenu, ARowIsChangedAsOne)
{
    choose(headsOfLayer({2, 3, 3}, 0), "mean");

    EXPECT_EQ(m_interventions.size(), 3U);
    EXPECT_EQ(menuFor(headsOfLayer({2, 3, 3}, 0))->findChild<QAction *>(QStringLiteral("onlyInLayer")),
              nullptr);
}

TEST_F(HeadMenu, ShowsTheHead)
{
    choose({at(1, 1)}, "showLines");

    EXPECT_EQ(m_shown, at(1, 1));
}

} // namespace
} // namespace headscope
