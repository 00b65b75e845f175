#include "tests/support/fake_hub.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>

namespace headscope {

namespace {

std::string hexHash(const std::string &bytes, QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())),
                                    algorithm)
        .toHex()
        .toStdString();
}

bool isLarge(const std::string &name)
{
    return name.ends_with(".gguf") || name.ends_with(".safetensors");
}

} // namespace

std::string gitSha1(const std::string &bytes)
{
    return hexHash("blob " + std::to_string(bytes.size()) + '\0' + bytes, QCryptographicHash::Sha1);
}

std::string sha256(const std::string &bytes)
{
    return hexHash(bytes, QCryptographicHash::Sha256);
}

FakeHub::FakeHub(std::map<std::string, std::string> files)
    : m_files(std::move(files))
    , m_store([this](const HttpRequest &request,
                     const HttpConnection &connection) { answerAsStore(request, connection); },
              "127.0.0.2")
    , m_hub([this](const HttpRequest &request, const HttpConnection &connection) {
        answerAsHub(request, connection);
    })
{
}

std::string FakeHub::hashOf(const std::string &name) const
{
    return isLarge(name) ? sha256(bytes(name)) : gitSha1(bytes(name));
}

std::string FakeHub::trueList() const
{
    nlohmann::json siblings = nlohmann::json::array();
    for (const auto &[name, bytes] : m_files) {
        nlohmann::json file{{"rfilename", name}, {"size", bytes.size()}, {"blobId", gitSha1(bytes)}};
        if (isLarge(name))
            file["lfs"] = {{"sha256", sha256(bytes)}, {"size", bytes.size()}, {"pointerSize", 134}};
        siblings.push_back(file);
    }
    return nlohmann::json{{"id", "owner/name"}, {"sha", commit()}, {"gated", false}, {"siblings", siblings}}
        .dump();
}

void FakeHub::sendFile(const std::string &name, const HttpRequest &request, const HttpConnection &connection,
                       const std::vector<std::string> &fields) const
{
    const std::string &whole = bytes(name);
    const std::string range = request.field("range");
    if (range.empty())
        return connection.answer(200, whole, fields);
    const auto from = static_cast<std::size_t>(std::stoul(range.substr(std::string("bytes=").size())));
    std::vector<std::string> all = fields;
    all.push_back("Content-Range: bytes " + std::to_string(from) + "-" + std::to_string(whole.size() - 1) +
                  "/" + std::to_string(whole.size()));
    connection.answer(206, std::string_view(whole).substr(from), all);
}

void FakeHub::answerAsHub(const HttpRequest &request, const HttpConnection &connection)
{
    if (atHub && atHub(request, connection))
        return;
    if (request.target.starts_with("/api/models/owner/name/revision/"))
        return connection.answer(200, list.empty() ? trueList() : list, {"Content-Type: application/json"});
    const std::string start = "/owner/name/resolve/" + commit() + "/";
    const std::string name = request.target.starts_with(start) ? request.target.substr(start.size()) : "";
    if (!m_files.contains(name))
        return connection.answer(404, "Entry not found", {"X-Error-Code: EntryNotFound"});
    std::vector<std::string> fields{"X-Repo-Commit: " + commit()};
    if (!isLarge(name) || !redirects) {
        fields.push_back("ETag: \"" + hashOf(name) + "\"");
        if (request.method == "HEAD")
            return connection.head(
                200, {fields[0], fields[1], "Content-Length: " + std::to_string(bytes(name).size())});
        return sendFile(name, request, connection, fields);
    }
    fields.push_back("X-Linked-Etag: \"" + hashOf(name) + "\"");
    fields.push_back("X-Linked-Size: " + std::to_string(bytes(name).size()));
    fields.push_back("Location: " + m_store.address() + "/" + name);
    connection.answer(302, "moved", fields);
}

void FakeHub::answerAsStore(const HttpRequest &request, const HttpConnection &connection)
{
    if (atStore && atStore(request, connection))
        return;
    sendFile(request.target.substr(1), request, connection, {"ETag: \"of-the-store\""});
}

} // namespace headscope
