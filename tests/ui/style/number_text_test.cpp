#include "ui/style/number_text.h"

#include <gtest/gtest.h>

#include <QLocale>

#include <limits>

namespace headscope {
namespace {

class NumberText : public testing::Test {
protected:
    NumberText() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    ~NumberText() override { QLocale::setDefault(QLocale::c()); }
};

TEST_F(NumberText, HasAsManyDigitsAsMeanSomething)
{
    EXPECT_EQ(attentionText(0.91249), QStringLiteral("0.912"));
    EXPECT_EQ(logitText(-3.0449), QStringLiteral("−3.04"));
    EXPECT_EQ(percentText(0.1738), QStringLiteral("17.4\u202f%"));
    EXPECT_EQ(countText(50257), QStringLiteral("50,257"));
}

TEST_F(NumberText, NeverReadsMinusZero)
{
    EXPECT_EQ(logitText(-0.001), QStringLiteral("0.00"));
    EXPECT_EQ(differenceText(-0.001, 2), QStringLiteral("0.00"));
}

TEST_F(NumberText, DifferencesCarryShape)
{
    EXPECT_EQ(differenceText(0.8, 2), QStringLiteral("▲\u202f0.80"));
    EXPECT_EQ(percentDifferenceText(-0.803), QStringLiteral("▼\u202f80.3"));
    EXPECT_EQ(signedText(1.5, 2), QStringLiteral("+1.50"));
    EXPECT_EQ(signedText(-1.5, 2), QStringLiteral("−1.50"));
}

TEST_F(NumberText, UsesTheLocalesDecimalMark)
{
    QLocale::setDefault(QLocale(QLocale::French));

    EXPECT_EQ(attentionText(0.5), QStringLiteral("0,500"));
    EXPECT_EQ(signedText(-2, 1), QStringLiteral("−2,0"));
}

TEST_F(NumberText, SizesAndDurationsChooseTheirUnit)
{
    EXPECT_EQ(byteSizeText(538'000'000), QStringLiteral("538\u202fMB"));
    EXPECT_EQ(byteSizeText(1'440'000), QStringLiteral("1.4\u202fMB"));
    EXPECT_EQ(byteSizeText(999'999), QStringLiteral("1.0\u202fMB"));
    EXPECT_EQ(byteSizeText(12), QStringLiteral("12\u202fB"));
    EXPECT_EQ(millisecondsText(31.2), QStringLiteral("31\u202fms"));
    EXPECT_EQ(millisecondsText(4.71), QStringLiteral("4.7\u202fms"));
    EXPECT_EQ(millisecondsText(1234), QStringLiteral("1.2\u202fs"));
}

TEST_F(NumberText, SaysWhatIsNotANumber)
{
    EXPECT_EQ(attentionText(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("not a number"));
    EXPECT_EQ(percentText(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("not a number"));
    EXPECT_EQ(logitText(-std::numeric_limits<double>::infinity()), QStringLiteral("−∞"));
}

} // namespace
} // namespace headscope
