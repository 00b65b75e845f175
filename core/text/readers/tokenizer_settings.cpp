#include "core/text/readers/tokenizer_settings.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/formats/lower_case.h"
#include "core/text/readers/json_part.h"
#include "core/text/readers/tokenizer_folder.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace headscope {

namespace {

nlohmann::json readIfThere(const std::filesystem::path &file)
{
    std::error_code error;
    return std::filesystem::exists(file, error) ? readJsonFile(file) : nlohmann::json();
}

std::string plainName(std::string name)
{
    for (const std::string_view ending : {"Fast", "Tokenizer"}) {
        if (name.ends_with(ending))
            name.erase(name.size() - ending.size());
    }
    std::string plain;
    for (const char letter : name) {
        if (letter != '-' && letter != '_')
            plain.push_back(lowerCase(letter));
    }
    return plain;
}

std::string plainText(const nlohmann::json &json, const char *key)
{
    const bool hasText = json.is_object() && json.contains(key) && json[key].is_string();
    return hasText ? plainName(json[key].get<std::string>()) : std::string();
}

std::string familyOf(const nlohmann::json &tokenizer, const nlohmann::json &model)
{
    const std::string name = plainText(tokenizer, "tokenizer_class");
    // Names that any tokenizer can have say nothing.
    const bool saysNothing = name.empty() || name == "pretrained" || name == "tokenizersbackend";
    return saysNothing ? plainText(model, "model_type") : name;
}

/// `model_input_names` says it; else it is a habit of each class of tokenizers, which a file names or the
/// type of the model stands for.
bool givesTypes(const nlohmann::json &tokenizer, const nlohmann::json &model)
{
    // Those of transformers 5.23, and the types of models that it opens with one of them.
    static constexpr std::array<std::string_view, 15> kClasses{
        "bert",     "electra",   "convbert",          "mobilebert",         "squeezebert",
        "deberta",  "debertav2", "layoutlm",          "layoutlmv2",         "lxmert",
        "markuplm", "fnet",      "dprcontextencoder", "dprquestionencoder", "tapas"};
    static constexpr std::array<std::string_view, 3> kModelTypes{"ernie", "nomicbert", "megatronbert"};
    const JsonPart configuration(tokenizer, "tokenizer_config.json");
    if (configuration.has("model_input_names")) {
        const std::vector<JsonPart> names = configuration.at("model_input_names").items();
        return std::ranges::any_of(names,
                                   [](const JsonPart &name) { return name.value() == "token_type_ids"; });
    }
    std::string name = plainText(tokenizer, "tokenizer_class");
    if (name.empty())
        name = plainText(model, "tokenizer_class");
    const bool isNamed = !name.empty();
    if (!isNamed)
        name = plainText(model, "model_type");
    const auto isAmong = [&name](const auto &list) { return std::ranges::find(list, name) != list.end(); };
    // Without a name, what the tokenizer's own template says.
    return name.empty() || isAmong(kClasses) || (!isNamed && isAmong(kModelTypes));
}

AddedToken readToken(const JsonPart &part, std::string content)
{
    AddedToken token;
    token.content = std::move(content);
    token.isSpecial = part.flag("special", false);
    token.isSingleWord = part.flag("single_word", false);
    token.takesSpaceLeft = part.flag("lstrip", false);
    token.takesSpaceRight = part.flag("rstrip", false);
    token.isNormalized = part.flag("normalized", !token.isSpecial);
    return token;
}

/// Adds tokens to a vocabulary and to a list.
class TokenAdder {
public:
    TokenAdder(Vocabulary &vocabulary, std::vector<AddedToken> &tokens)
        : m_vocabulary(vocabulary)
        , m_tokens(tokens)
    {
    }

    /// What is said later of a token counts.
    void add(AddedToken token)
    {
        const auto known = std::ranges::find(m_tokens, token.content, &AddedToken::content);
        if (known == m_tokens.end())
            m_tokens.push_back(std::move(token));
        else
            *known = std::move(token);
    }

    void addWithId(AddedToken token, std::int64_t id, const JsonPart &place)
    {
        const auto known = m_vocabulary.find(token.content);
        const std::string_view piece =
            id >= 0 && id < m_vocabulary.size() ? m_vocabulary.piece(static_cast<TokenId>(id)) : "";
        if (!known && !piece.empty())
            place.refuse(sentence("core", "expected an id that is free for %1, found %2, which is %3")
                             .with(inQuotes(token.content), id, inQuotes(piece)));
        if (!known)
            m_vocabulary.addBeside(token.content, id);
        token.id = *m_vocabulary.find(token.content);
        add(std::move(token));
    }

    /// A token of a map of special tokens; one that the vocabulary does not have means nothing.
    void addSpecial(const JsonPart &part)
    {
        const bool isText = part.value().is_string();
        AddedToken token = readToken(part, isText ? part.text() : part.at("content").text());
        const auto id = m_vocabulary.find(token.content);
        const auto known = std::ranges::find(m_tokens, token.content, &AddedToken::content);
        if (known != m_tokens.end())
            known->isSpecial = true;
        if (!id || known != m_tokens.end())
            return;
        token.id = *id;
        token.isSpecial = true;
        token.isNormalized = part.flag("normalized", false);
        m_tokens.push_back(std::move(token));
    }

private:
    Vocabulary &m_vocabulary;
    std::vector<AddedToken> &m_tokens;
};

void addSpecialTokens(const nlohmann::json &json, const std::string &name, TokenAdder &adder)
{
    if (!json.is_object())
        return;
    for (const auto &[key, value] : json.items()) {
        if (key == "additional_special_tokens") {
            for (const JsonPart &token : JsonPart(value, name + "." + key).items())
                adder.addSpecial(token);
        } else if (key.ends_with("_token") &&
                   (value.is_string() || (value.is_object() && value.contains("content")))) {
            adder.addSpecial(JsonPart(value, name + "." + key));
        }
    }
}

std::int64_t parseId(const std::string &digits, const JsonPart &place)
{
    std::int64_t id = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (error != std::errc() || end != digits.data() + digits.size())
        place.refuse(sentence("core", "expected an id, found %1").with(inQuotes(digits)));
    return id;
}

} // namespace

bool TokenizerSettings::flag(const char *key, bool otherwise) const
{
    return JsonPart(configuration, "tokenizer_config.json").flag(key, otherwise);
}

std::optional<std::string> TokenizerSettings::token(const char *key) const
{
    const auto named = configuredToken(configuration, key);
    return named ? named : configuredToken(specialTokens, key);
}

TokenizerSettings readTokenizerSettings(const std::filesystem::path &folder)
{
    TokenizerSettings settings;
    settings.folder = folder;
    settings.configuration = readIfThere(folder / "tokenizer_config.json");
    settings.specialTokens = readIfThere(folder / "special_tokens_map.json");
    settings.addedTokens = readIfThere(folder / "added_tokens.json");
    const nlohmann::json model = readIfThere(folder / "config.json");
    settings.family = familyOf(settings.configuration, model);
    settings.givesTypes = givesTypes(settings.configuration, model);
    return settings;
}

void addConfiguredTokens(const TokenizerSettings &settings, Vocabulary &vocabulary,
                         std::vector<AddedToken> &tokens)
{
    TokenAdder adder(vocabulary, tokens);
    if (settings.addedTokens.is_object()) {
        for (const auto &[content, id] : settings.addedTokens.items()) {
            const JsonPart part(id, "added_tokens.json");
            AddedToken token;
            token.content = content;
            token.isNormalized = true;
            adder.addWithId(std::move(token), part.number(), part);
        }
    }
    const JsonPart configuration(settings.configuration, "tokenizer_config.json");
    if (configuration.has("added_tokens_decoder")) {
        const JsonPart numbered = configuration.at("added_tokens_decoder");
        for (const auto &[id, token] : numbered.value().items()) {
            const JsonPart part(token, "tokenizer_config.json.added_tokens_decoder." + id);
            adder.addWithId(readToken(part, part.at("content").text()), parseId(id, part), part);
        }
    }
    addSpecialTokens(settings.specialTokens, "special_tokens_map.json", adder);
    addSpecialTokens(settings.configuration, "tokenizer_config.json", adder);
}

} // namespace headscope
