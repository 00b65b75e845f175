#include "core/analysis/metric_words.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace headscope {

TEST(MetricWords, EveryFormIsReadAndWrittenAgain)
{
    for (const char *text : {"entropy", "distance", "first", "self", "previous", "next", "duplicate",
                             "induction", "pair:3,17", "effect:loss", "effect:kl", "effect:logit: east",
                             "effect:logit: east- west", "effect:logit:#4-#12", "effect:label:very good"})
        EXPECT_EQ(toText(parseMetric(text)), text);
}

TEST(MetricWords, ATokenKeepsItsSpaces)
{
    const MetricWords words = parseMetric("effect:logit: east- west");

    EXPECT_EQ(words.outcome, " east");
    EXPECT_EQ(words.against, " west");
}

TEST(MetricWords, APairIsQueryThenKey)
{
    EXPECT_EQ(parseMetric("pair:3,17").query, 3);
    EXPECT_EQ(parseMetric("pair:3,17").key, 17);
}

TEST(MetricWords, MalformedOnesAreRefused)
{
    for (const char *text : {"",
                             "nonsense",
                             "entropy:",
                             "pair",
                             "pair:",
                             "pair:1",
                             "pair:1,",
                             "pair:-1,2",
                             "pair:1,2,3",
                             "pair:1,b",
                             "effect:",
                             "effect:logit",
                             "effect:logit:",
                             "effect:logit:a-",
                             "effect:logit:-b",
                             "effect:logit:a-b-c",
                             "effect:label:",
                             "effect:label",
                             "attribution",
                             "Entropy"})
        EXPECT_THROW(static_cast<void>(parseMetric(text)), std::invalid_argument) << text;
}

TEST(MetricWords, PlannedOnesAreNoMistakeOfTheUser)
{
    for (const char *text : {"attribution:a", "patch:a-b", "relation:nsubj"})
        EXPECT_THROW(static_cast<void>(parseMetric(text)), std::domain_error) << text;
}

} // namespace headscope
