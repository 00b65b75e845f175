#pragma once

#include "app/hub/hub_answer.h"
#include "app/hub/partial_blob.h"
#include "app/web/patience.h"

#include <filesystem>
#include <functional>

namespace headscope {

/// The file is another one than the list said: the list has to be read again.
class FileChanged : public FetchFailure {
public:
    using FetchFailure::FetchFailure;
};

/// Brings the bytes of one file of the Hub: goes on where an earlier try ended, tries again after a cut, and
/// checks every byte before the file takes its name.
class BlobDownload {
public:
    BlobDownload(WebClient &client, HubQuestion question, WebRequest request, BlobId id);

    /// `bytesHere` is told how much is there. Throws FetchFailure, FileChanged or FetchStopped; then there is
    /// at most an `.incomplete` file from which the next fetch goes on.
    void bring(const std::filesystem::path &blob, const std::function<void(std::int64_t)> &bytesHere,
               Patience &patience, const std::stop_token &stop);

private:
    void fill(PartialBlob &partial, const std::stop_token &stop);
    void attempt(PartialBlob &partial, const std::stop_token &stop);
    void begin(PartialBlob &partial, std::span<const WebHead> journey) const;
    void takeRefusal(PartialBlob &partial, std::span<const WebHead> journey);
    [[nodiscard]] FetchFailure wrongBytes() const;

    WebClient &m_client;
    HubQuestion m_question;
    WebRequest m_request;
    BlobId m_id;
    std::function<void(std::int64_t)> m_bytesHere;
    Patience *m_patience = nullptr;
};

} // namespace headscope
