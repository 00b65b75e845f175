#include "core/inference/greedy_text.h"
#include "core/inference/score_heads.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace headscope {

namespace {

ModelConfig tinyEncoderDecoder()
{
    ModelConfig config = tinyCausal();
    config.name = "encoder-decoder";
    config.attentionScope = AttentionScope::Bidirectional;
    config.output = OutputKind::Seq2Seq;
    config.decoder = DecoderConfig{2, 2, 16, 40, 53, false, {0, -1, {1}, {}}};
    return config;
}

RunRequest request(std::vector<TokenId> decoderIds = {0, 7, 9, 4})
{
    RunRequest both = tinyRequest(9);
    both.decoderIds = std::move(decoderIds);
    return both;
}

RunRequest changed(const HeadId &head, const Intervention &intervention)
{
    RunRequest both = request();
    both.interventions[head] = intervention;
    return both;
}

std::vector<float> valuesOf(const Tensor &tensor)
{
    return {tensor.values().begin(), tensor.values().end()};
}

} // namespace

TEST(EncoderDecoder, GivesPatternsOfEveryStack)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());

    const auto result = session.run(request());

    const HeadPattern cross = result->pattern({Stack::Cross, 1, 1});
    EXPECT_EQ(result->patterns.size(), 3U);
    EXPECT_EQ(result->decoderPatterns.size(), 2U);
    EXPECT_EQ(cross.queries(), 4);
    EXPECT_EQ(cross.keys(), 9);
    EXPECT_EQ(result->pattern({Stack::Decoder, 0, 1}).attention(1, 2), 0);
    EXPECT_EQ(result->logits->shape(), (Shape{4, 53}));
}

TEST(EncoderDecoder, ReadsItsStartTokenWhenNothingIsGiven)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());

    const auto result = session.run(tinyRequest(5));

    EXPECT_EQ(result->decoderIds, std::vector<TokenId>{0});
}

TEST(EncoderDecoder, AChangeInTheDecoderLeavesTheEncoderAlone)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    const auto baseline = session.run(request());

    const auto result = session.run(changed({Stack::Cross, 1, 0}, Zero{}));

    EXPECT_EQ(result->firstComputedLayer, 4);
    EXPECT_EQ(result->encoderFinal, baseline->encoderFinal);
    EXPECT_EQ(result->decoderPatterns[0], baseline->decoderPatterns[0]);
    EXPECT_NE(result->decoderPatterns[1], baseline->decoderPatterns[1]);
}

TEST(EncoderDecoder, ResumingEqualsRunningFromScratchInEveryStack)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    static_cast<void>(session.run(request()));
    for (const HeadId head : {HeadId{Stack::Encoder, 2, 1}, HeadId{Stack::Decoder, 0, 1},
                              HeadId{Stack::Decoder, 1, 0}, HeadId{Stack::Cross, 1, 1}}) {
        const auto resumed = session.run(changed(head, Scale{2}));
        const auto scratch = tinySession(tinyEncoderDecoder()).run(changed(head, Scale{2}));
        EXPECT_EQ(valuesOf(*resumed->logits), valuesOf(*scratch->logits)) << headSpelling(head);
    }
}

TEST(EncoderDecoder, AnotherDecoderTextKeepsTheEncodersLayers)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    const auto first = session.run(request());

    const auto second = session.run(request({0, 7, 9, 4, 11}));

    EXPECT_EQ(second->firstComputedLayer, 3);
    EXPECT_EQ(second->encoderFinal, first->encoderFinal);
    EXPECT_EQ(valuesOf(*second->logits),
              valuesOf(*tinySession(tinyEncoderDecoder()).run(request({0, 7, 9, 4, 11}))->logits));
}

TEST(EncoderDecoder, UniformCrossAttentionLooksAtEveryTokenOfTheEncoder)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());

    const auto result = session.run(changed({Stack::Cross, 0, 1}, Uniform{}));

    const auto row = result->pattern({Stack::Cross, 0, 1}).row(0);
    EXPECT_TRUE(std::ranges::all_of(row, [](float attention) { return attention == 1.0F / 9; }));
}

TEST(EncoderDecoder, AStoppedRunLeavesTheSessionUsable)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    std::stop_source stop;
    const auto stopInTheDecoder = [&stop](int layers) {
        if (layers == 4)
            stop.request_stop();
    };

    EXPECT_EQ(session.run(request(), stop.get_token(), stopInTheDecoder), nullptr);

    EXPECT_EQ(valuesOf(*session.run(request())->logits),
              valuesOf(*tinySession(tinyEncoderDecoder()).run(request())->logits));
}

TEST(EncoderDecoder, RefusesHeadsAndTokensThatAreNotThere)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    InferenceSession causal = tinySession(tinyCausal());

    EXPECT_THROW(session.run(changed({Stack::Cross, 2, 0}, Zero{})), std::invalid_argument);
    EXPECT_THROW(session.run(changed({Stack::Decoder, 0, 2}, Zero{})), std::invalid_argument);
    EXPECT_THROW(session.run(request({0, 53})), std::invalid_argument);
    EXPECT_THROW(causal.run(request()), std::invalid_argument);
}

TEST(EncoderDecoder, WritingATextLeavesTheGivenOnesRunInItsPlace)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    const RunRequest given = changed({Stack::Decoder, 0, 1}, Zero{});
    static_cast<void>(session.run(request()));
    static_cast<void>(session.run(given));
    for (RunRequest writing : {request({}), given}) {
        writing.scope = LogitScope::Last;
        EXPECT_GT(greedyText(session, writing, {9}).size(), 2U);
    }

    EXPECT_EQ(session.run(changed({Stack::Decoder, 1, 0}, Zero{}))->firstComputedLayer, 4);
    EXPECT_EQ(session.run(given)->firstComputedLayer, 5);
}

TEST(GreedyText, TakesTheLikeliestTokenUntilTheLimit)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());

    const std::vector<TokenId> text = greedyText(session, tinyRequest(9), {6});

    ASSERT_GE(text.size(), 2U);
    EXPECT_LE(text.size(), 6U);
    EXPECT_EQ(text.front(), 0);
    RunRequest beginning = tinyRequest(9);
    beginning.decoderIds = {0};
    const auto result = session.run(beginning);
    const auto logits = result->logitsAt(0);
    EXPECT_EQ(text[1], std::ranges::max_element(logits) - logits.begin());
}

TEST(GreedyText, IsEmptyWhenStopped)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    std::stop_source stop;
    stop.request_stop();

    EXPECT_TRUE(greedyText(session, tinyRequest(9), {6}, stop.get_token()).empty());
}

TEST(EncoderDecoder, AnEffectOfEveryStackIsWhatASingleRunShows)
{
    const RunRequest texts = request();
    for (const Stack stack : {Stack::Encoder, Stack::Decoder, Stack::Cross}) {
        InferenceSession session = tinySession(tinyEncoderDecoder());
        const MetricChoice choice{MetricId::EffectLoss};

        const auto scores = scoreHeads(session, {texts.tokens, choice, {}, stack, texts.decoderIds});

        ASSERT_TRUE(scores);
        const HeadBounds bounds = session.config().bounds();
        ASSERT_EQ(static_cast<int>(scores->values.size()), bounds.layersOf(stack));
        RunRequest changed = texts;
        changed.interventions = {{HeadId{stack, 1, 1}, Zero{}}};
        const double baseline = *session.meanLoss(*session.run(texts));
        EXPECT_NEAR(scores->values[1][1], *session.meanLoss(*session.run(changed)) - baseline, 1e-5);
        EXPECT_NEAR(*scores->baseline, baseline, 1e-5);
        EXPECT_EQ(static_cast<int>(scores->values[1].size()), bounds.headsOf(stack));
    }
}

TEST(EncoderDecoder, ThePositionOfAnEffectIsTheDecoders)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());
    const RunRequest texts = request();
    MetricChoice choice{MetricId::EffectKl};

    EXPECT_EQ(scoreHeads(session, {texts.tokens, choice, {}, Stack::Cross, texts.decoderIds})->position, 3);
    choice.position = 4;
    EXPECT_THROW(
        static_cast<void>(scoreHeads(session, {texts.tokens, choice, {}, Stack::Cross, texts.decoderIds})),
        std::invalid_argument);
}

TEST(EncoderDecoder, TheProbeOfADecoderBeginsWithItsStartToken)
{
    InferenceSession session = tinySession(tinyEncoderDecoder());

    const auto scores = scoreHeads(session, {{}, {MetricId::Induction}, {}, Stack::Decoder, {}});

    ASSERT_TRUE(scores);
    EXPECT_EQ(scores->values.size(), 2U);
    EXPECT_GE(scores->values[0][0], 0);
    EXPECT_THROW(static_cast<void>(scoreHeads(session, {{}, {MetricId::Induction}, {}, Stack::Cross, {}})),
                 std::invalid_argument);
}

} // namespace headscope
