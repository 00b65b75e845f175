#include "core/model/families/bert_stack.h"

namespace headscope {

ModelConfig describeBertStack(const ConfigReader &config)
{
    ModelConfig model;
    model.layers = config.count({"num_hidden_layers", "n_layers"});
    model.heads = model.keyValueHeads = config.count({"num_attention_heads", "n_heads"});
    model.width = config.count({"hidden_size", "dim"});
    if (model.width % model.heads != 0)
        config.refuse(config.has({"hidden_size"}) ? "hidden_size" : "dim",
                      sentence("core", "it is not a multiple of the number of attention heads"));
    model.headWidth = model.width / model.heads;
    model.mlpWidth = config.count({"intermediate_size", "hidden_dim"});
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"});
    model.normKind = NormKind::LayerNorm;
    model.normPlace = NormPlace::AfterBlock;
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-12F);
    model.activation = activationOf(config, {"hidden_act", "activation"}, "gelu");
    model.positionScheme = PositionScheme::Learned;
    model.attentionScope = AttentionScope::Bidirectional;
    return model;
}

void countPositionsFromPadding(const ConfigReader &config, int paddingToken, ModelConfig &model)
{
    if (paddingToken < 0 || paddingToken >= model.positions - 1)
        config.refuse("max_position_embeddings",
                      sentence("core", "no position is left behind the padding token's"));
    model.paddingToken = paddingToken;
    model.firstPosition = paddingToken + 1;
    model.positions -= model.firstPosition;
}

} // namespace headscope
