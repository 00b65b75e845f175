#include "ui/session/session_text.h"

#include "core/inference/run_memory.h"
#include "core/message/message.h"
#include "core/model/decoder_text.h"
#include "core/model/free_memory.h"
#include "ui/session/analysis_session.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <stdexcept>

namespace headscope {

namespace {

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    return text.split(separators, Qt::SkipEmptyParts);
}

/// Words are -1. Numbers outside the vocabulary are left to the run, which refuses them with a sentence.
std::vector<Token> idsOfText(const QString &text)
{
    std::vector<Token> tokens;
    for (const QString &word : wordsOf(text)) {
        bool isNumber = false;
        const int id = word.toInt(&isNumber);
        tokens.push_back({isNumber ? id : -1, 0, 0, 0, 0});
    }
    return tokens;
}

/// The ids of a text that should have nothing else.
std::vector<Token> idsAlone(const QString &text)
{
    std::vector<Token> tokens = idsOfText(text);
    const auto word = std::ranges::find(tokens, -1, &Token::id);
    if (word != tokens.end())
        throw Said<std::invalid_argument>(
            sentence("core", "“%1” is no token id: expected whole numbers, such as 5 6 7")
                .with(wordsOf(text)[word - tokens.begin()].toStdString()));
    return tokens;
}

/// Where the code point of that number begins in UTF-16.
qsizetype unitOfCodePoint(const QString &text, std::ptrdiff_t codePoint)
{
    qsizetype unit = 0;
    for (std::ptrdiff_t passed = 0; passed < codePoint && unit < text.size(); ++passed)
        unit += text[unit].isHighSurrogate() && unit + 1 < text.size() ? 2 : 1;
    return unit;
}

} // namespace

ComputedTokens tokensOfText(const OpenedModel *model, const QString &text,
                            const std::optional<QString> &second)
{
    if (model == nullptr)
        return {};
    if (!model->tokenizer)
        return cutToPositions(idsOfText(text), model->config.positions);
    EncodeOptions options;
    const std::string secondText = toValidUtf8(second.value_or(QString()).toStdString());
    if (second)
        options.second = secondText;
    return cutToPositions(model->tokenizer->encode(toValidUtf8(text.toStdString()), options),
                          model->config.positions);
}

QString openingTextFor(const OpenedModel &model, const QString &wanted)
{
    const auto isId = [](const Token &token) { return token.id >= 0; };
    if (model.tokenizer || std::ranges::any_of(idsOfText(wanted), isId))
        return wanted;
    constexpr int most = 8;
    QStringList ids;
    for (int id = 0; id < std::min({most, model.config.vocabulary, model.config.positions}); ++id)
        ids.append(QString::number(id));
    return ids.join(QLatin1Char(' '));
}

std::vector<Token> givenDecoderTokens(const OpenedModel &model, const DecoderChoice &choice)
{
    const Generation &generation = model.config.decoder->generation;
    const bool isIds = choice.source == DecoderChoice::Source::Ids || !model.outputTokenizer;
    std::vector<Token> tokens =
        isIds ? idsAlone(choice.text)
              : decoderTokens(*model.outputTokenizer, generation, toValidUtf8(choice.text.toStdString()));
    if (tokens.empty())
        tokens = tokensOfIds({generation.startToken});
    return cutToPositions(std::move(tokens), model.config.positions).tokens;
}

std::optional<int> beginOfSecond(const std::vector<Token> &tokens)
{
    const auto found = std::ranges::find(tokens, 1, &Token::sequence);
    return found == tokens.end() ? std::nullopt : std::optional(static_cast<int>(found - tokens.begin()));
}

std::pair<qsizetype, qsizetype> unitsOfToken(const QString &text, const Token &token)
{
    if (token.sequence < 0)
        return {0, 0};
    return {unitOfCodePoint(text, token.begin), unitOfCodePoint(text, token.end)};
}

QString withTokenReplaced(const QString &text, const Token &token, const QString &replacement)
{
    if (token.sequence < 0)
        return text;
    const auto [begin, end] = unitsOfToken(text, token);
    // Byte-level tokens take the space before the word with them; the mask does not.
    const qsizetype spaces = begin < end && text[begin] == QLatin1Char(' ') ? 1 : 0;
    return text.left(begin + spaces) + replacement + text.mid(end);
}

ComputedTokens cutToPositions(std::vector<Token> tokens, int positions)
{
    const auto limit = static_cast<std::size_t>(positions);
    if (tokens.size() <= limit)
        return {std::move(tokens), 0};
    const int beyond = static_cast<int>(tokens.size() - limit);
    const auto isOfText = [](const Token &token) { return token.sequence >= 0; };
    auto closing = std::find_if(tokens.rbegin(), tokens.rend(), isOfText).base();
    if (tokens.end() - closing > std::ssize(tokens) - beyond)
        closing = tokens.end() - (std::ssize(tokens) - beyond);
    tokens.erase(closing - beyond, closing);
    return {std::move(tokens), beyond};
}

ComputedTokens cutToMemory(ComputedTokens tokens, const ModelConfig &config, LogitScope scope,
                           std::size_t provenTokens)
{
    const std::size_t room = freeMemory() / 2;
    const auto fits = [&](std::size_t count) {
        const auto rows = scope == LogitScope::All ? static_cast<std::ptrdiff_t>(count) : 1;
        return count <= provenTokens ||
               runMemory(config, static_cast<std::ptrdiff_t>(count), rows).bytes <= room;
    };
    if (tokens.tokens.empty() || fits(tokens.tokens.size()))
        return tokens;
    std::size_t fitting = 1;
    for (std::size_t tooMany = tokens.tokens.size(); fitting + 1 < tooMany;) {
        const std::size_t middle = (fitting + tooMany) / 2;
        (fits(middle) ? fitting : tooMany) = middle;
    }
    ComputedTokens cut = cutToPositions(std::move(tokens.tokens), static_cast<int>(fitting));
    cut.beyondModel += tokens.beyondModel;
    return cut;
}

} // namespace headscope
