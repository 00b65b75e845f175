#include "app/hub/hub_answer.h"

#include "app/hub/hub_id.h"
#include "app/web/web_address.h"

#include <algorithm>

namespace headscope {

namespace {

QString text(const std::string &words)
{
    return QString::fromStdString(words);
}

FetchFailure gated(const HubQuestion &question)
{
    if (question.hasToken)
        return FetchFailure(
            FetchText::tr("%1 is given only to those who accepted its conditions: ask for access "
                          "at %2 with the account of your token, then fetch again")
                .arg(text(question.repository), text(question.site)));
    return FetchFailure(
        FetchText::tr("%1 is given only to those who accepted its conditions: accept them at %2, "
                      "make a token there, set HF_TOKEN to it, and fetch again")
            .arg(text(question.repository), text(question.site)));
}

FetchFailure unauthorised(const WebHead &head, const HubQuestion &question)
{
    const bool isToken =
        head.field("x-error-message").find("Invalid credentials") != std::string::npos ||
        head.field("x-error-message").find("Invalid username or password") != std::string::npos;
    if (question.hasToken && isToken)
        return FetchFailure(FetchText::tr(
            "the Hub does not accept the token; check HF_TOKEN, or the file “token” in HF_HOME"));
    if (question.hasToken)
        return FetchFailure(
            FetchText::tr("the Hub has no model %1 that your token may read; check the spelling")
                .arg(text(question.repository)));
    return FetchFailure(
        FetchText::tr("the Hub has no public model %1; check the spelling, or set HF_TOKEN if it is "
                      "private or gated")
            .arg(text(question.repository)));
}

FetchFailure absent(const WebHead &head, const HubQuestion &question)
{
    const std::string code = head.field("x-error-code");
    if (code == "RevisionNotFound")
        return FetchFailure(
            FetchText::tr("%1 has no revision “%2”").arg(text(question.repository), text(question.revision)));
    if (code == "EntryNotFound" || !question.file.empty())
        return FetchFailure(FetchText::tr("%1 has no file %2 at this revision")
                                .arg(text(question.repository), text(question.file)));
    return FetchFailure(
        FetchText::tr("the Hub has no model %1; check the spelling").arg(text(question.repository)));
}

} // namespace

FetchFailure explained(std::span<const WebHead> journey, const HubQuestion &question)
{
    const WebHead &head = journey.back();
    const bool isHub = originOf(head.address) == originOf(journey.front().address);
    const std::string code = head.field("x-error-code");
    if (isHub && code == "GatedRepo")
        return gated(question);
    if (isHub && head.status == 401)
        return unauthorised(head, question);
    if (isHub && head.status == 403)
        return gated(question);
    if (isHub && (head.status == 404 || head.status == 410))
        return absent(head, question);
    return FetchFailure(
        FetchText::tr("%1: expected the answer 200 from %2, found %3")
            .arg(text(question.file.empty() ? question.repository : question.file), head.host())
            .arg(head.status));
}

std::string hashIn(std::span<const WebHead> journey)
{
    const WebOrigin home = originOf(journey.front().address);
    std::string tag;
    for (const WebHead &head : journey) {
        if (const std::string linked = head.field("x-linked-etag"); !linked.empty())
            tag = linked;
        else if (originOf(head.address) == home && tag.empty() && !head.field("etag").empty() &&
                 head.status < 300)
            tag = head.field("etag");
    }
    if (tag.starts_with("W/"))
        tag = tag.substr(2);
    std::erase(tag, '"');
    return isHex(tag, 40) || isHex(tag, 64) ? tag : std::string();
}

std::int64_t sizeIn(std::span<const WebHead> journey)
{
    for (const WebHead &head : journey)
        if (const std::string size = head.field("x-linked-size"); !size.empty())
            return decimal(size);
    return journey.back().status < 300 ? decimal(journey.back().field("content-length")) : -1;
}

ContentRange contentRange(const WebHead &head)
{
    const std::string field = head.field("content-range");
    constexpr std::string_view unit = "bytes ";
    const auto dash = field.find('-');
    const auto slash = field.find('/');
    if (!field.starts_with(unit) || dash == std::string::npos || slash == std::string::npos || slash < dash)
        return {};
    return {decimal(std::string_view(field).substr(unit.size(), dash - unit.size())),
            decimal(std::string_view(field).substr(slash + 1))};
}

std::int64_t decimal(std::string_view digits)
{
    constexpr std::size_t most = 18;
    if (digits.empty() || digits.size() > most)
        return -1;
    std::int64_t number = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9')
            return -1;
        number = 10 * number + (digit - '0');
    }
    return number;
}

} // namespace headscope
