#include "core/formats/load_error.h"
#include "core/text/normalizers/charsmap.h"
#include "core/text/pipeline_tokenizer.h"
#include "core/text/readers/sentence_piece_layout.h"
#include "core/text/readers/tokenizer_folder.h"

namespace headscope {

namespace {

using Kind = SentencePiece::Kind;

NormalizerPointer normalizerOf(const SentencePieceModel &model, bool lowercases)
{
    std::vector<NormalizerPointer> stages;
    if (lowercases) {
        stages.push_back(unicodeNormalizer(UnicodeForm::Nfkd));
        stages.push_back(accentStripper());
        stages.push_back(lowercaseNormalizer());
    }
    NormalizerPointer charsmap =
        model.charsmap.empty() ? nullptr : charsmapNormalizer(Charsmap(model.charsmap));
    stages.push_back(sentencePieceSpaces({model.removesExtraSpaces, model.addsPrefix, model.marksEnd},
                                         std::move(charsmap)));
    return normalizerSequence(std::move(stages));
}

TokenModelPointer modelOf(const SentencePieceModel &model, const Vocabulary &vocabulary)
{
    std::optional<TokenId> unknown;
    UnigramOptions unigram;
    ScoredPairOptions pairs;
    for (const SentencePiece &piece : model.pieces) {
        if (piece.kind == Kind::Unknown)
            unknown = static_cast<TokenId>(unigram.scores.size());
        unigram.scores.push_back(piece.score);
        unigram.isHidden.push_back(piece.kind != Kind::Normal);
        pairs.scores.push_back(piece.score);
    }
    if (model.algorithm == SentencePieceModel::Algorithm::Unigram) {
        unigram.unknown = unknown;
        unigram.byteFallback = model.byteFallback;
        unigram.roundsToSingle = true;
        return unigramModel(vocabulary, unigram);
    }
    pairs.unknown = unknown;
    pairs.fuseUnknown = true;
    return scoredPairModel(vocabulary, pairs);
}

} // namespace

std::shared_ptr<const Tokenizer> tokenizerFromSentencePiece(const std::filesystem::path &file,
                                                            const TokenizerSettings &settings)
{
    const SentencePieceModel model = readSentencePieceModel(file);
    if (model.algorithm != SentencePieceModel::Algorithm::Unigram &&
        model.algorithm != SentencePieceModel::Algorithm::BytePair)
        throw LoadError(
            sentence("core", "%1: expected a model of unigrams or of byte pairs, found one of words")
                .with(file.string()));
    SentencePieceLayout layout = sentencePieceLayout(model, settings, file);

    auto own = std::make_unique<Vocabulary>();
    for (std::size_t index = 0; index < model.pieces.size(); ++index)
        own->add(model.pieces[index].text, static_cast<std::int64_t>(index));
    TokenModelPointer ownModel = modelOf(model, *own);

    TokenizerStages stages;
    stages.normalizer = normalizerOf(model, layout.lowercases);
    stages.model = foreignModel({std::move(own), std::move(ownModel), std::move(layout.ids), layout.unknown});
    stages.postProcessor = templateProcessor(std::move(layout.single), std::move(layout.pair));
    stages.addedTokens = std::move(layout.addedTokens);
    stages.style = PieceStyle::SentencePiece;
    stages.marksBeginning = model.addsPrefix && !model.marksEnd;
    stages.maskPiece = settings.token("mask_token").value_or(layout.mask);
    stages.givesTypes = settings.givesTypes;
    stages.vocabulary = std::move(layout.vocabulary);
    return pipelineTokenizer(std::move(stages));
}

} // namespace headscope
