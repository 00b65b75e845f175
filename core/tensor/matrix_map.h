#pragma once

#include "core/tensor/tensor.h"

#include <Eigen/Core>

namespace headscope {

using RowMajorMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Eigen's view of a tensor: its last dimension by all others.
class MatrixMap : public Eigen::Map<RowMajorMatrix> {
public:
    using Map = Eigen::Map<RowMajorMatrix>;
    using Map::Map;
    using Map::operator=;
};

/// The same for a tensor that stays as it is.
class ConstMatrixMap : public Eigen::Map<const RowMajorMatrix> {
public:
    using Map = Eigen::Map<const RowMajorMatrix>;
    using Map::Map;
};

inline MatrixMap Tensor::matrix()
{
    return {data(), rows(), columns()};
}

inline ConstMatrixMap Tensor::matrix() const
{
    return {data(), rows(), columns()};
}

} // namespace headscope
