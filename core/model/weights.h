#pragma once

#include "core/tensor/matrix_layout.h"
#include "core/tensor/tensor.h"

#include <memory>
#include <string>
#include <vector>

namespace headscope {

/// output = input · matrix (+ bias)
struct DenseWeights {
    Tensor matrix;
    MatrixLayout layout = MatrixLayout::OutIn;
    Tensor bias; // [out], empty when there is none
};

struct NormWeights {
    Tensor scale; // [width]
    Tensor shift; // [width], empty for RMSNorm
};

struct LayerWeights {
    NormWeights attentionNorm;
    DenseWeights qkv; // out = queries, then keys, then values; rotary pairs are (i, i + headWidth / 2)
    DenseWeights positionKeys;    // DeBERTa: makes keys of the rows of distances
    DenseWeights positionQueries; // likewise queries
    NormWeights queryNorm;        // [headWidth] for every head, or [heads * headWidth]
    NormWeights keyNorm;          // likewise
    DenseWeights attentionOutput;
    NormWeights attentionUpdateNorm; // of what attention adds
    NormWeights crossNorm;           // of the cross attention, in a decoder's layers
    DenseWeights crossQkv;           // out = queries of the decoder, then keys and values of the encoder
    DenseWeights crossOutput;
    NormWeights mlpNorm;
    DenseWeights mlpIn; // gated: the gate's rows, then the up projection's
    DenseWeights mlpOut;
    NormWeights mlpUpdateNorm; // of what the MLP adds
    Tensor relativeBias;       // [bucket, head]: UMT5
};

/// The learned numbers of a model. What a family does not have stays empty.
struct Weights {
    Tensor tokenEmbedding;            // [vocabulary, width]
    Tensor positionEmbedding;         // [positions, width]
    Tensor typeEmbedding;             // [token types, width]
    Tensor taskEmbedding;             // [task types, width]: ERNIE
    Tensor relativeBias;              // [bucket, head]: T5
    NormWeights embeddingNorm;        // BERT
    DenseWeights embeddingProjection; // ELECTRA, ALBERT: after the norm, up to the residual stream's width
    Tensor distanceEmbedding;         // [2 * span, width]: DeBERTa
    NormWeights distanceNorm;         // of its rows
    DenseWeights convolution;         // [width, width * tokens], a channel's tokens side by side: DeBERTa
    NormWeights convolutionNorm;      // of what joins the first layer's output
    std::vector<LayerWeights> layers;
    NormWeights finalNorm;        // GPT-2, Llama
    DenseWeights pooler;          // sequence classifiers: a dense layer on the summary
    DenseWeights outputTransform; // masked-token heads, ELECTRA's discriminator
    NormWeights outputNorm;       // masked-token heads
    DenseWeights output;          // logits; its matrix is empty when ModelConfig::tiedOutput
    std::unique_ptr<Weights>
        decoder; // the second stack; without a token embedding when it shares the first's
};

} // namespace headscope
