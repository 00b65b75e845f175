#pragma once

#include "core/model/model_config.h"
#include "core/model/weights.h"

#include <cstddef>

namespace headscope {

/// The sizes that learned numbers come in.
enum class Extent {
    One,
    Width,
    TokenWidth,
    PositionWidth,
    OutputWidth,
    Attention,
    Qkv,
    QueryNorm,
    KeyNorm,
    Mlp,
    MlpIn,
    Vocabulary,
    Positions,
    TokenTypes,
    TaskTypes,
    Distances,
    Neighbourhood,
    Outputs,
    Buckets,
    Heads
};
/// `layer` counts only for what layers have.
[[nodiscard]] std::ptrdiff_t sizeOf(Extent extent, const ModelConfig &config, int layer);

/// Which rows of a tensor that is put together from several.
enum class RowPart { All, Queries, Keys, Values, Gate, Up };
struct RowRange {
    std::ptrdiff_t first = 0, count = 0;
};

/// One place among the weights: a tensor of Weights or of one of its layers, or some of its rows.
struct WeightPlace {
    Tensor &(*tensor)(Weights &weights, int layer);
    Extent out; ///< rows of a matrix, or the length of a vector
    Extent in = Extent::One;
    RowPart part = RowPart::All;

    [[nodiscard]] bool isMatrix() const { return in != Extent::One; }
    /// Of the whole tensor, [out, in] or [out].
    [[nodiscard]] Shape shape(const ModelConfig &config, int layer) const;
    /// The rows that this place takes of it.
    [[nodiscard]] RowRange rows(const ModelConfig &config, int layer) const;
    /// Of those rows alone: what a file has to hold.
    [[nodiscard]] Shape partShape(const ModelConfig &config, int layer) const;
};

/// Whether a place belongs to the attention of a layer: not there in layers that do not attend.
[[nodiscard]] bool isOfAttention(const WeightPlace &place);
[[nodiscard]] bool isNormScale(const WeightPlace &place);
/// Whether it makes what attention or the MLP adds to the residual stream.
[[nodiscard]] bool isOfUpdate(const WeightPlace &place);

/// Every place that a table can name.
namespace places {

template <auto Member>
Tensor &ofModel(Weights &weights, int /*layer*/)
{
    return weights.*Member;
}
template <auto Group, auto Member>
Tensor &ofGroup(Weights &weights, int /*layer*/)
{
    return weights.*Group.*Member;
}
template <auto Group, auto Member>
Tensor &ofLayer(Weights &weights, int layer)
{
    return weights.layers[static_cast<std::size_t>(layer)].*Group.*Member;
}

template <auto Member>
Tensor &ofLayerAlone(Weights &weights, int layer)
{
    return weights.layers[static_cast<std::size_t>(layer)].*Member;
}

using W = Weights;
using L = LayerWeights;
inline constexpr auto kMatrix = &DenseWeights::matrix;
inline constexpr auto kBias = &DenseWeights::bias;
inline constexpr auto kScale = &NormWeights::scale;
inline constexpr auto kShift = &NormWeights::shift;

// clang-format off
inline constexpr WeightPlace tokenEmbedding    {ofModel<&W::tokenEmbedding>, Extent::Vocabulary, Extent::TokenWidth};
inline constexpr WeightPlace positionEmbedding {ofModel<&W::positionEmbedding>, Extent::Positions, Extent::PositionWidth};
inline constexpr WeightPlace typeEmbedding     {ofModel<&W::typeEmbedding>, Extent::TokenTypes, Extent::TokenWidth};
inline constexpr WeightPlace taskEmbedding     {ofModel<&W::taskEmbedding>, Extent::TaskTypes, Extent::TokenWidth};
inline constexpr WeightPlace embeddingNormScale{ofGroup<&W::embeddingNorm, kScale>, Extent::TokenWidth};
inline constexpr WeightPlace embeddingNormShift{ofGroup<&W::embeddingNorm, kShift>, Extent::TokenWidth};
inline constexpr WeightPlace embeddingProjection{ofGroup<&W::embeddingProjection, kMatrix>, Extent::Width, Extent::TokenWidth};
inline constexpr WeightPlace embeddingProjectionBias{ofGroup<&W::embeddingProjection, kBias>, Extent::Width};

inline constexpr WeightPlace distanceEmbedding {ofModel<&W::distanceEmbedding>, Extent::Distances, Extent::Width};
inline constexpr WeightPlace distanceNormScale {ofGroup<&W::distanceNorm, kScale>, Extent::Width};
inline constexpr WeightPlace distanceNormShift {ofGroup<&W::distanceNorm, kShift>, Extent::Width};
inline constexpr WeightPlace convolution       {ofGroup<&W::convolution, kMatrix>, Extent::Width, Extent::Neighbourhood};
inline constexpr WeightPlace convolutionBias   {ofGroup<&W::convolution, kBias>, Extent::Width};
inline constexpr WeightPlace convolutionNormScale{ofGroup<&W::convolutionNorm, kScale>, Extent::Width};
inline constexpr WeightPlace convolutionNormShift{ofGroup<&W::convolutionNorm, kShift>, Extent::Width};
inline constexpr WeightPlace relativeBias      {ofModel<&W::relativeBias>, Extent::Buckets, Extent::Heads};
inline constexpr WeightPlace relativeBiasOfLayer{ofLayerAlone<&L::relativeBias>, Extent::Buckets, Extent::Heads};

inline constexpr WeightPlace attentionNormScale{ofLayer<&L::attentionNorm, kScale>, Extent::Width};
inline constexpr WeightPlace attentionNormShift{ofLayer<&L::attentionNorm, kShift>, Extent::Width};
inline constexpr WeightPlace qkv               {ofLayer<&L::qkv, kMatrix>, Extent::Qkv, Extent::Width};
inline constexpr WeightPlace qkvBias           {ofLayer<&L::qkv, kBias>, Extent::Qkv};
inline constexpr WeightPlace queries           {ofLayer<&L::qkv, kMatrix>, Extent::Qkv, Extent::Width, RowPart::Queries};
inline constexpr WeightPlace keys              {ofLayer<&L::qkv, kMatrix>, Extent::Qkv, Extent::Width, RowPart::Keys};
inline constexpr WeightPlace values            {ofLayer<&L::qkv, kMatrix>, Extent::Qkv, Extent::Width, RowPart::Values};
inline constexpr WeightPlace queryBias         {ofLayer<&L::qkv, kBias>, Extent::Qkv, Extent::One, RowPart::Queries};
inline constexpr WeightPlace keyBias           {ofLayer<&L::qkv, kBias>, Extent::Qkv, Extent::One, RowPart::Keys};
inline constexpr WeightPlace valueBias         {ofLayer<&L::qkv, kBias>, Extent::Qkv, Extent::One, RowPart::Values};
inline constexpr WeightPlace attentionOutput   {ofLayer<&L::attentionOutput, kMatrix>, Extent::Width, Extent::Attention};
inline constexpr WeightPlace attentionOutputBias{ofLayer<&L::attentionOutput, kBias>, Extent::Width};
inline constexpr WeightPlace positionKeys      {ofLayer<&L::positionKeys, kMatrix>, Extent::Attention, Extent::Width};
inline constexpr WeightPlace positionKeysBias  {ofLayer<&L::positionKeys, kBias>, Extent::Attention};
inline constexpr WeightPlace positionQueries   {ofLayer<&L::positionQueries, kMatrix>, Extent::Attention, Extent::Width};
inline constexpr WeightPlace positionQueriesBias{ofLayer<&L::positionQueries, kBias>, Extent::Attention};
inline constexpr WeightPlace crossNormScale    {ofLayer<&L::crossNorm, kScale>, Extent::Width};
inline constexpr WeightPlace crossNormShift    {ofLayer<&L::crossNorm, kShift>, Extent::Width};
inline constexpr WeightPlace crossQueries      {ofLayer<&L::crossQkv, kMatrix>, Extent::Qkv, Extent::Width, RowPart::Queries};
inline constexpr WeightPlace crossKeys         {ofLayer<&L::crossQkv, kMatrix>, Extent::Qkv, Extent::Width, RowPart::Keys};
inline constexpr WeightPlace crossValues       {ofLayer<&L::crossQkv, kMatrix>, Extent::Qkv, Extent::Width, RowPart::Values};
inline constexpr WeightPlace crossQueryBias    {ofLayer<&L::crossQkv, kBias>, Extent::Qkv, Extent::One, RowPart::Queries};
inline constexpr WeightPlace crossKeyBias      {ofLayer<&L::crossQkv, kBias>, Extent::Qkv, Extent::One, RowPart::Keys};
inline constexpr WeightPlace crossValueBias    {ofLayer<&L::crossQkv, kBias>, Extent::Qkv, Extent::One, RowPart::Values};
inline constexpr WeightPlace crossOutput       {ofLayer<&L::crossOutput, kMatrix>, Extent::Width, Extent::Attention};
inline constexpr WeightPlace crossOutputBias   {ofLayer<&L::crossOutput, kBias>, Extent::Width};
inline constexpr WeightPlace queryNormScale    {ofLayer<&L::queryNorm, kScale>, Extent::QueryNorm};
inline constexpr WeightPlace queryNormShift    {ofLayer<&L::queryNorm, kShift>, Extent::QueryNorm};
inline constexpr WeightPlace keyNormScale      {ofLayer<&L::keyNorm, kScale>, Extent::KeyNorm};
inline constexpr WeightPlace keyNormShift      {ofLayer<&L::keyNorm, kShift>, Extent::KeyNorm};
inline constexpr WeightPlace attentionUpdateNormScale{ofLayer<&L::attentionUpdateNorm, kScale>, Extent::Width};
inline constexpr WeightPlace attentionUpdateNormShift{ofLayer<&L::attentionUpdateNorm, kShift>, Extent::Width};
inline constexpr WeightPlace mlpUpdateNormScale{ofLayer<&L::mlpUpdateNorm, kScale>, Extent::Width};
inline constexpr WeightPlace mlpNormScale      {ofLayer<&L::mlpNorm, kScale>, Extent::Width};
inline constexpr WeightPlace mlpNormShift      {ofLayer<&L::mlpNorm, kShift>, Extent::Width};
inline constexpr WeightPlace mlpIn             {ofLayer<&L::mlpIn, kMatrix>, Extent::MlpIn, Extent::Width};
inline constexpr WeightPlace mlpInBias         {ofLayer<&L::mlpIn, kBias>, Extent::MlpIn};
inline constexpr WeightPlace gate              {ofLayer<&L::mlpIn, kMatrix>, Extent::MlpIn, Extent::Width, RowPart::Gate};
inline constexpr WeightPlace up                {ofLayer<&L::mlpIn, kMatrix>, Extent::MlpIn, Extent::Width, RowPart::Up};
inline constexpr WeightPlace gateBias          {ofLayer<&L::mlpIn, kBias>, Extent::MlpIn, Extent::One, RowPart::Gate};
inline constexpr WeightPlace upBias            {ofLayer<&L::mlpIn, kBias>, Extent::MlpIn, Extent::One, RowPart::Up};
inline constexpr WeightPlace mlpOut            {ofLayer<&L::mlpOut, kMatrix>, Extent::Width, Extent::Mlp};
inline constexpr WeightPlace mlpOutBias        {ofLayer<&L::mlpOut, kBias>, Extent::Width};

inline constexpr WeightPlace finalNormScale    {ofGroup<&W::finalNorm, kScale>, Extent::Width};
inline constexpr WeightPlace finalNormShift    {ofGroup<&W::finalNorm, kShift>, Extent::Width};
inline constexpr WeightPlace pooler            {ofGroup<&W::pooler, kMatrix>, Extent::Width, Extent::Width};
inline constexpr WeightPlace poolerBias        {ofGroup<&W::pooler, kBias>, Extent::Width};
inline constexpr WeightPlace outputTransform   {ofGroup<&W::outputTransform, kMatrix>, Extent::OutputWidth, Extent::Width};
inline constexpr WeightPlace outputTransformBias{ofGroup<&W::outputTransform, kBias>, Extent::OutputWidth};
inline constexpr WeightPlace outputNormScale   {ofGroup<&W::outputNorm, kScale>, Extent::OutputWidth};
inline constexpr WeightPlace outputNormShift   {ofGroup<&W::outputNorm, kShift>, Extent::OutputWidth};
inline constexpr WeightPlace output            {ofGroup<&W::output, kMatrix>, Extent::Outputs, Extent::OutputWidth};
inline constexpr WeightPlace outputBias        {ofGroup<&W::output, kBias>, Extent::Outputs};
// clang-format on

} // namespace places

} // namespace headscope
