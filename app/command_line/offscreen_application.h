#pragma once

#include <QApplication>

#include <array>
#include <optional>

namespace headscope {

/// The Qt application of a command that draws but opens no window: needs no display, says nothing, and does
/// nothing where an application exists already.
class OffscreenApplication {
public:
    OffscreenApplication();

    [[nodiscard]] QApplication &application() const;

private:
    int m_count = 1;
    std::array<char, 10> m_name{"headscope"};
    std::array<char *, 2> m_arguments{m_name.data(), nullptr};
    std::optional<QApplication> m_application;
};

} // namespace headscope
