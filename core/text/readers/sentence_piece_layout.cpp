#include "core/text/readers/sentence_piece_layout.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/text/readers/json_part.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

using Kind = SentencePiece::Kind;

/// Builds the layout of one family.
class LayoutBuilder {
public:
    LayoutBuilder(const SentencePieceModel &model, const TokenizerSettings &settings,
                  const std::filesystem::path &file)
        : m_model(model)
        , m_settings(settings)
        , m_file(file)
    {
    }

    SentencePieceLayout build()
    {
        const std::string family = familyName();
        if (family == "xlmroberta")
            useFairseqIds({"<s>", "<pad>", "</s>", "<unk>"}, 3);
        else if (family == "camembert")
            useFairseqIds({"<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>", "<unk>NOTUSED"}, 1);
        else if (family == "marian")
            useMarianIds();
        else if (family == "m2m100")
            useM2m100Ids();
        else if (family == "pegasus")
            usePegasusIds();
        else
            useOwnIds();
        surround(family);
        for (const SentencePiece &piece : m_model.pieces) {
            if (piece.kind == Kind::Control || piece.kind == Kind::UserDefined)
                addSpecial(piece.text, piece.kind == Kind::Control);
        }
        addConfiguredTokens(m_settings, *m_layout.vocabulary, m_layout.addedTokens);
        return std::move(m_layout);
    }

private:
    /// The family, by its files where no file names it.
    [[nodiscard]] std::string familyName() const
    {
        const std::string file = m_file.filename().string();
        if (m_settings.family.empty() && (file == "source.spm" || isTarget()))
            return "marian";
        if (m_settings.family.empty() && file == "sentencepiece.bpe.model")
            return "xlmroberta";
        return m_settings.family;
    }

    void useOwnIds()
    {
        for (std::size_t index = 0; index < m_model.pieces.size(); ++index) {
            const SentencePiece &piece = m_model.pieces[index];
            m_layout.vocabulary->add(piece.text, static_cast<std::int64_t>(index));
            m_layout.ids.emplace_back(static_cast<TokenId>(index));
            if (piece.kind == Kind::Unknown)
                m_layout.unknown = static_cast<TokenId>(index);
        }
    }

    /// fairseq's own tokens stand before the pieces, of which the first few are left out.
    void useFairseqIds(const std::vector<std::string> &first, std::size_t skipped)
    {
        std::int64_t next = 0;
        for (const std::string &piece : first)
            m_layout.vocabulary->add(piece, next++);
        m_layout.unknown = m_layout.vocabulary->find("<unk>");
        for (std::size_t index = 0; index < m_model.pieces.size(); ++index) {
            const SentencePiece &piece = m_model.pieces[index];
            const bool isKept = index >= skipped;
            m_layout.ids.push_back(isKept ? std::optional(static_cast<TokenId>(next)) : std::nullopt);
            if (isKept)
                m_layout.vocabulary->add(piece.text, next++);
        }
        m_layout.vocabulary->add("<mask>", next);
    }

    [[nodiscard]] bool isTarget() const { return m_file.filename() == "target.spm"; }

    /// The ids are those of a list beside the file.
    void useForeignIds(const std::filesystem::path &file)
    {
        const nlohmann::json json = readJsonFile(file);
        if (!json.is_object())
            throw LoadError(sentence("core", "%1: expected an object of pieces and ids").with(file.string()));
        for (const auto &[piece, id] : json.items())
            m_layout.vocabulary->add(piece, JsonPart(id, file.string()).number());
        for (const SentencePiece &piece : m_model.pieces)
            m_layout.ids.push_back(piece.kind == Kind::Unknown ? std::nullopt
                                                               : m_layout.vocabulary->find(piece.text));
        m_layout.unknown = m_layout.vocabulary->find("<unk>");
    }

    /// The source's ids, or those of the target's own vocabulary.
    void useMarianIds()
    {
        const bool hasOwnIds = isTarget() && m_settings.flag("separate_vocabs", false);
        useForeignIds(m_settings.folder / (hasOwnIds ? "target_vocab.json" : "vocab.json"));
        // A text may begin with the language to translate to.
        for (TokenId id = 0; id < m_layout.vocabulary->size(); ++id) {
            const std::string piece(m_layout.vocabulary->piece(id));
            if (piece.starts_with(">>") && piece.ends_with("<<"))
                addSpecial(piece, true);
        }
    }

    /// Languages have the ids behind those of the list.
    void useM2m100Ids()
    {
        useForeignIds(m_settings.folder / "vocab.json");
        for (const nlohmann::json *settings : {&m_settings.specialTokens, &m_settings.configuration}) {
            const JsonPart part(*settings, "additional_special_tokens");
            if (!settings->is_object() || !part.has("additional_special_tokens"))
                continue;
            for (const JsonPart &token : part.at("additional_special_tokens").items()) {
                const std::string piece =
                    token.value().is_string() ? token.text() : token.at("content").text();
                if (!m_layout.vocabulary->find(piece))
                    m_layout.vocabulary->add(piece, m_layout.vocabulary->size());
                addSpecial(piece, true);
            }
        }
    }

    /// Padding, end and masks, then as many unknown tokens as fill the offset; the file's own first two
    /// pieces are padding and end.
    void usePegasusIds()
    {
        const JsonPart configuration(m_settings.configuration, "tokenizer_config.json");
        const std::int64_t offset = configuration.number("offset", 103);
        if (offset < 2 || offset > 1000 || m_model.pieces.size() < 2)
            throw LoadError(
                sentence("core", "tokenizer_config.json.offset: expected 2 to 1000, found %1").with(offset));
        std::vector<std::string> first{"<pad>", "</s>", "<mask_1>", "<mask_2>"};
        for (std::int64_t index = 2; index < offset; ++index)
            first.push_back("<unk_" + std::to_string(index) + ">");
        for (const std::string &piece : first) {
            m_layout.vocabulary->add(piece, m_layout.vocabulary->size());
            addSpecial(piece, true);
        }
        m_layout.ids = {0, 1};
        for (std::size_t index = 2; index < m_model.pieces.size(); ++index) {
            m_layout.ids.emplace_back(static_cast<TokenId>(m_layout.vocabulary->size()));
            m_layout.vocabulary->add(m_model.pieces[index].text, m_layout.vocabulary->size());
        }
        m_layout.unknown = m_layout.vocabulary->find("<unk>");
        m_layout.mask = "<mask_2>";
    }

    /// `__en__`: the language of a text, which stands before it.
    [[nodiscard]] std::string sourceLanguage() const
    {
        return "__" + m_settings.token("src_lang").value_or("en") + "__";
    }

    void surround(const std::string &family)
    {
        static constexpr std::array<const char *, 5> kEnding{"t5", "mt5", "umt5", "marian", "pegasus"};
        static constexpr std::array<const char *, 8> kBeginning{"llama", "codellama", "mistral", "mixtral",
                                                                "gemma", "gemma2",    "gemma3",  "phi3"};
        const auto isOneOf = [&](const auto &names) {
            return std::ranges::find(names, family) != names.end();
        };
        if (family == "xlmroberta" || family == "camembert") {
            putAround("<s>", "</s>", "</s>");
        } else if (family == "m2m100") {
            putAround(sourceLanguage(), "</s>", "");
        } else if (isOneOf(kEnding)) {
            putAround("", "</s>", "");
            if (family.ends_with("t5"))
                addExtraIds();
        } else if (family == "albert" || family == "debertav2") {
            putAround("[CLS]", "[SEP]", "");
            m_layout.mask = "[MASK]";
            m_layout.lowercases = family == "albert" && m_settings.flag("do_lower_case", true);
            if (!m_layout.vocabulary->find("[MASK]"))
                m_layout.vocabulary->add("[MASK]", m_layout.vocabulary->size());
        } else if (isOneOf(kBeginning) || family.empty()) {
            const bool begins =
                m_model.algorithm == SentencePieceModel::Algorithm::BytePair || !family.empty();
            putAround(m_settings.flag("add_bos_token", begins) ? named("bos_token", "<s>") : "",
                      m_settings.flag("add_eos_token", false) ? named("eos_token", "</s>") : "", "");
        } else {
            throw LoadError(sentence("core", "%1: expected a tokenizer.json beside it, for Headscope does "
                                             "not know how %2 uses a SentencePiece file")
                                .with(m_file.string(), inQuotes(family)));
        }
        for (const char *special : {"<s>", "</s>", "<pad>", "<unk>", "[CLS]", "[SEP]"})
            addSpecial(special, true);
        addSpecial(m_layout.mask, true);
        if (!m_layout.addedTokens.empty() && m_layout.addedTokens.back().content == m_layout.mask)
            m_layout.addedTokens.back().takesSpaceLeft = true;
    }

    [[nodiscard]] std::string named(const char *key, const std::string &usual) const
    {
        return m_settings.token(key).value_or(usual);
    }

    /// A single text between `begin` and `end`; in a pair `between` stands before the second. Empty: nothing.
    void putAround(const std::string &begin, const std::string &end, const std::string &between)
    {
        const auto put = [&](SequenceTemplate &parts, const std::string &piece, int type) {
            if (piece.empty())
                return;
            const auto id = m_layout.vocabulary->find(piece);
            if (!id)
                throw LoadError(sentence("core", "%1: expected the token %2, found none")
                                    .with(m_file.string(), inQuotes(piece)));
            parts.push_back({std::nullopt, {*id}, type});
        };
        const int second = begin == "[CLS]" ? 1 : 0;
        m_layout.single.clear();
        m_layout.pair.clear();
        for (SequenceTemplate *parts : {&m_layout.single, &m_layout.pair}) {
            put(*parts, begin, 0);
            parts->push_back({0, {}, 0});
            put(*parts, end, 0);
        }
        put(m_layout.pair, between, 0);
        m_layout.pair.push_back({1, {}, second});
        put(m_layout.pair, end, second);
    }

    /// T5's sentinels, the last of which comes first.
    void addExtraIds()
    {
        const std::int64_t count =
            JsonPart(m_settings.configuration, "tokenizer_config.json").number("extra_ids", 100);
        if (count < 0 || count > 1000)
            throw LoadError(sentence("core", "tokenizer_config.json.extra_ids: expected 0 to 1000, found %1")
                                .with(count));
        for (std::int64_t index = count - 1; index >= 0; --index) {
            const std::string piece = "<extra_id_" + std::to_string(index) + ">";
            if (!m_layout.vocabulary->find(piece))
                m_layout.vocabulary->add(piece, m_layout.vocabulary->size());
            addSpecial(piece, true);
        }
    }

    void addSpecial(const std::string &piece, bool isSpecial)
    {
        const auto id = m_layout.vocabulary->find(piece);
        if (!id || std::ranges::find(m_layout.addedTokens, piece, &AddedToken::content) !=
                       m_layout.addedTokens.end())
            return;
        AddedToken token;
        token.content = piece;
        token.id = *id;
        token.isSpecial = isSpecial;
        m_layout.addedTokens.push_back(std::move(token));
    }

    const SentencePieceModel &m_model;
    const TokenizerSettings &m_settings;
    const std::filesystem::path &m_file;
    SentencePieceLayout m_layout;
};

} // namespace

SentencePieceLayout sentencePieceLayout(const SentencePieceModel &model, const TokenizerSettings &settings,
                                        const std::filesystem::path &file)
{
    return LayoutBuilder(model, settings, file).build();
}

} // namespace headscope
