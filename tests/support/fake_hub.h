#pragma once

#include "tests/support/http_server.h"

#include <functional>
#include <map>
#include <string>

namespace headscope {

/// Git's name of a file's bytes, as the Hub gives it for small files.
[[nodiscard]] std::string gitSha1(const std::string &bytes);
[[nodiscard]] std::string sha256(const std::string &bytes);

/// A repository of the Hub, `owner/name`, served on this machine: the list, the files, large ones (`*.gguf`,
/// `*.safetensors`) with SHA-256 and by redirect to another host, as the real one does.
class FakeHub {
public:
    /// What a test does in place of the usual answer; false: the usual answer is given.
    using Mischief = std::function<bool(const HttpRequest &, const HttpConnection &)>;

    explicit FakeHub(std::map<std::string, std::string> files);

    /// Called for each request to the Hub itself, and to the host that has the large files.
    Mischief atHub;
    Mischief atStore;
    /// The list of files, when it is not to be the true one.
    std::string list;
    bool redirects = true; ///< large files come from the other host

    [[nodiscard]] static std::string commit() { return std::string(40, 'c'); }
    [[nodiscard]] const HttpServer &hub() const { return m_hub; }
    [[nodiscard]] const HttpServer &store() const { return m_store; }
    [[nodiscard]] const std::string &bytes(const std::string &name) const { return m_files.at(name); }
    void replace(const std::string &name, const std::string &bytes) { m_files[name] = bytes; }

    /// The list as the Hub's API gives it.
    [[nodiscard]] std::string trueList() const;
    /// The hash under which the Hub knows a file.
    [[nodiscard]] std::string hashOf(const std::string &name) const;
    /// The part of a file that a Range header asks for, with its status.
    void sendFile(const std::string &name, const HttpRequest &request, const HttpConnection &connection,
                  const std::vector<std::string> &fields = {}) const;

private:
    void answerAsHub(const HttpRequest &request, const HttpConnection &connection);
    void answerAsStore(const HttpRequest &request, const HttpConnection &connection);

    std::map<std::string, std::string> m_files;
    HttpServer m_store;
    HttpServer m_hub;
};

} // namespace headscope
