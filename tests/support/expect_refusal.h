#pragma once

#include "core/formats/load_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace headscope {

/// The sentence of the LoadError that `open` throws; a failed expectation and nothing when it does not.
template <typename Open>
std::string refusalOf(const Open &open)
{
    try {
        open();
    } catch (const LoadError &refusal) {
        return refusal.what();
    } catch (const std::exception &other) {
        ADD_FAILURE() << "expected a LoadError, found: " << other.what();
        return {};
    }
    ADD_FAILURE() << "expected a LoadError, found none";
    return {};
}

} // namespace headscope
