// Encoder-decoders whose decoder reads the encoder's text: classifiers and answer finders.

#include "core/analysis/prediction.h"
#include "core/inference/greedy_text.h"
#include "core/inference/score_heads.h"
#include "core/model/decoder_text.h"
#include "tests/support/golden.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace headscope {

namespace {

std::unique_ptr<InferenceSession> sessionOf(const std::string &golden)
{
    const auto model = openModel(goldenFolder() / "models" / golden);
    return std::make_unique<InferenceSession>(model->config, std::move(model->weights));
}

const std::vector<TokenId> kText{5, 2, 9, 7, 2};

} // namespace

TEST(ReadingDecoder, ReadsTheTextMovedRightBehindItsStartToken)
{
    const auto session = sessionOf("bart-labels");

    const auto result = session->run({{kText, {}}, {}, LogitScope::Last, {}});

    EXPECT_EQ(result->decoderIds, (std::vector<TokenId>{2, 5, 2, 9, 7}));
    EXPECT_EQ(result->logits->shape(), (Shape{1, 3}));
    EXPECT_EQ(result->pattern({Stack::Cross, 1, 2}).queries(), 5);
}

TEST(ReadingDecoder, BeginsWithTheLastTokenWhereThatNamesTheLanguage)
{
    const auto session = sessionOf("mbart-labels");

    const auto result = session->run({{{5, 2, 9, 2, 11}, {}}, {}, LogitScope::Last, {}});

    EXPECT_EQ(result->decoderIds, (std::vector<TokenId>{11, 5, 2, 9, 2}));
}

TEST(ReadingDecoder, ReadsItsTextWhateverElseIsGiven)
{
    const auto session = sessionOf("bart-labels");
    const auto usual = session->run({{kText, {}}, {}, LogitScope::Last, {}});

    const auto given = session->run({{kText, {}}, {}, LogitScope::Last, {}, {2, 3}});

    EXPECT_EQ(given->decoderIds, usual->decoderIds);
    EXPECT_EQ(given->logits->row(0)[0], usual->logits->row(0)[0]);
}

TEST(ReadingDecoder, WritesNothingAndHasNoLoss)
{
    const auto session = sessionOf("bart-labels");
    const auto result = session->run({{kText, {}}, {}, LogitScope::Last, {}});

    EXPECT_FALSE(session->config().writes());
    EXPECT_FALSE(session->meanLoss(*result).has_value());
    EXPECT_FALSE(canScore(session->config(), MetricId::EffectLoss));
    EXPECT_THROW(static_cast<void>(greedyText(*session, {{kText, {}}, {}, LogitScope::Last, {}}, {4})),
                 std::invalid_argument);
}

TEST(ReadingDecoder, ClassifiesATextWithoutAnEndByItsLastToken)
{
    const auto session = sessionOf("bart-labels");
    const std::vector<TokenId> unended{5, 9, 7};

    const auto result = session->run({{unended, {}}, {}, LogitScope::Last, {}});

    EXPECT_EQ(result->logits->shape(), (Shape{1, 3}));
}

TEST(ReadingDecoder, HeadsOfEveryStackHaveAnEffectOnALabel)
{
    const auto session = sessionOf("bart-labels");
    for (const Stack stack : {Stack::Encoder, Stack::Decoder, Stack::Cross}) {
        ScoreRequest request{{kText, {}}, {}, {}, stack};
        request.choice.id = MetricId::EffectLabel;
        request.choice.outcome = 1;

        const auto scores = scoreHeads(*session, request);

        const auto &row = scores->values.front();
        const Interventions off{{{stack, 0, 1}, Zero{}}};
        const auto before = session->run({{kText, {}}, {}, LogitScope::Last, {}});
        const auto after = session->run({{kText, {}}, off, LogitScope::Last, {}});
        EXPECT_NE(row[1], 0);
        EXPECT_EQ(row[1] < 0, predictionOf(after->logitsAt(0), 1).probability <
                                  predictionOf(before->logitsAt(0), 1).probability);
    }
}

TEST(ReadingDecoder, FindsAnswersInTheText)
{
    const auto session = sessionOf("t5-answer-span");

    const auto result = session->run({{kText, {}}, {}, LogitScope::All, {}});

    EXPECT_EQ(result->logits->shape(), (Shape{5, 2}));
    EXPECT_EQ(result->decoderIds, (std::vector<TokenId>{0, 5, 2, 9, 7}));
}

} // namespace headscope
