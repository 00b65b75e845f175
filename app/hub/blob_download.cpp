#include "app/hub/blob_download.h"

#include <utility>

namespace headscope {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kProgress = 64 << 10; ///< so many new bytes, and tries are counted anew

} // namespace

BlobDownload::BlobDownload(WebClient &client, HubQuestion question, WebRequest request, BlobId id)
    : m_client(client)
    , m_question(std::move(question))
    , m_request(std::move(request))
    , m_id(std::move(id))
{
    // Only the Hub's own host knows the file under this tag; what it redirects to may have tags of its own.
    m_request.fields.push_back("If-Range: \"" + m_id.hash + "\"");
}

void BlobDownload::bring(const fs::path &blob, const std::function<void(std::int64_t)> &bytesHere,
                         Patience &patience, const std::stop_token &stop)
{
    m_bytesHere = bytesHere;
    m_patience = &patience;
    fs::path incomplete = blob;
    incomplete += ".incomplete";
    PartialBlob partial(incomplete, m_id);
    fill(partial, stop);
    if (!partial.isRight()) { // perhaps what an earlier try left: once more from the start
        partial.restart();
        fill(partial, stop);
    }
    if (!partial.isRight()) {
        partial.discard();
        throw wrongBytes();
    }
    partial.takeName(blob);
}

void BlobDownload::fill(PartialBlob &partial, const std::stop_token &stop)
{
    while (!partial.isComplete()) {
        const std::int64_t before = partial.bytes();
        try {
            attempt(partial, stop);
        } catch (const WebFailure &failure) {
            if (failure.kind() == WebFailure::Kind::Forbidden)
                throw;
            if (partial.bytes() - before >= kProgress)
                m_patience->progressed();
            m_patience->waitAfter(failure);
        }
    }
}

void BlobDownload::attempt(PartialBlob &partial, const std::stop_token &stop)
{
    m_request.from = partial.bytes();
    bool hasBegun = false;
    const auto take = [&](std::span<const WebHead> journey, std::span<const std::byte> bytes) {
        if (!std::exchange(hasBegun, true))
            begin(partial, journey);
        partial.append(bytes);
        m_bytesHere(partial.bytes());
    };
    const std::vector<WebHead> journey = m_client.get(m_request, take, stop);
    const int status = journey.back().status;
    if (status != 200 && status != 206)
        return takeRefusal(partial, journey);
    if (!partial.isComplete())
        throw WebFailure(WebFailure::Kind::Interrupted, FetchText::tr("%1 sent %2 of %3 bytes")
                                                            .arg(journey.back().host())
                                                            .arg(partial.bytes())
                                                            .arg(m_id.bytes));
}

/// Before the first byte is kept: is this the file, and the part of it that was asked for?
void BlobDownload::begin(PartialBlob &partial, std::span<const WebHead> journey) const
{
    const WebHead &head = journey.back();
    const std::string hash = hashIn(journey);
    if (hash.size() == m_id.hash.size() && hash != m_id.hash)
        throw FileChanged(FetchText::tr("%1 changed on the Hub while it was fetched; please fetch it again")
                              .arg(QString::fromStdString(m_question.file)));
    const ContentRange range = contentRange(head);
    const bool continues = head.status == 206;
    if (continues && (range.first != partial.bytes() || range.whole != m_id.bytes)) {
        partial.restart();
        throw WebFailure(
            WebFailure::Kind::Interrupted,
            FetchText::tr("%1 sent another part of the file than the one asked for").arg(head.host()));
    }
    if (!continues && partial.bytes() > 0)
        partial.restart();
    const std::int64_t announced = decimal(head.field("content-length"));
    if (announced >= 0 && announced != m_id.bytes - partial.bytes())
        throw WebFailure(WebFailure::Kind::Interrupted,
                         FetchText::tr("expected %1 bytes, and %2 announced %3")
                             .arg(m_id.bytes - partial.bytes())
                             .arg(head.host())
                             .arg(announced));
}

void BlobDownload::takeRefusal(PartialBlob &partial, std::span<const WebHead> journey)
{
    const WebHead &head = journey.back();
    if (head.status == 416) { // what is there is not a beginning of what the Hub has
        partial.restart();
        throw WebFailure(WebFailure::Kind::Interrupted,
                         FetchText::tr("%1 has no such part of the file").arg(head.host()));
    }
    if (head.status == 429 || (head.status == 503 && head.retryAfter > 0))
        return m_patience->waitAsAsked(head);
    if (head.status >= 500)
        throw WebFailure(
            WebFailure::Kind::Interrupted,
            FetchText::tr("%1 answered with an error of its own (%2)").arg(head.host()).arg(head.status));
    throw explained(journey, m_question);
}

FetchFailure BlobDownload::wrongBytes() const
{
    const QString file = QString::fromStdString(m_question.file);
    if (m_id.pinnedSha256.empty())
        return FetchFailure(
            FetchText::tr("the checksum of %1 does not match the Hub's own (%2); nothing of it was kept")
                .arg(file, QString::fromStdString(m_id.hash)));
    return FetchFailure(
        FetchText::tr("the checksum of %1 does not match: expected SHA-256 %2; nothing of it was kept")
            .arg(file, QString::fromStdString(m_id.pinnedSha256)));
}

} // namespace headscope
