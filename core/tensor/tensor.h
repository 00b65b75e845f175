#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace headscope {

using Shape = std::vector<std::ptrdiff_t>;

class MatrixMap;      // core/tensor/matrix_map.h
class ConstMatrixMap; // core/tensor/matrix_map.h

/// An owning, row-major float32 array of any rank, 64-byte aligned. Its values start undefined.
///
/// Moved, never copied by accident: a copy is asked for with `clone()`.
class Tensor {
public:
    Tensor() = default;

    /// Throws std::invalid_argument for a negative size or one that overflows, std::bad_alloc without memory.
    explicit Tensor(Shape shape);

    [[nodiscard]] static Tensor zeros(Shape shape);
    [[nodiscard]] Tensor clone() const;

    [[nodiscard]] const Shape &shape() const { return m_shape; }
    [[nodiscard]] std::ptrdiff_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    /// The size of the last dimension; 1 for a tensor without dimensions.
    [[nodiscard]] std::ptrdiff_t columns() const { return m_shape.empty() ? 1 : m_shape.back(); }
    /// How many rows of `columns()` there are.
    [[nodiscard]] std::ptrdiff_t rows() const { return columns() == 0 ? 0 : m_size / columns(); }

    [[nodiscard]] float *data() { return m_values.get(); }
    [[nodiscard]] const float *data() const { return m_values.get(); }
    [[nodiscard]] std::span<float> values() { return {data(), static_cast<std::size_t>(m_size)}; }
    [[nodiscard]] std::span<const float> values() const { return {data(), static_cast<std::size_t>(m_size)}; }

    [[nodiscard]] std::span<float> row(std::ptrdiff_t index);
    [[nodiscard]] std::span<const float> row(std::ptrdiff_t index) const;

    /// For element-wise work; to be called by those who include `core/tensor/matrix_map.h`. Eigen costs a
    /// second of every compilation, and most only pass tensors on.
    [[nodiscard]] MatrixMap matrix();
    [[nodiscard]] ConstMatrixMap matrix() const;

    /// The same values under another shape of equal size.
    void reshape(Shape shape);

private:
    struct Free {
        void operator()(float *values) const;
    };

    Shape m_shape;
    std::ptrdiff_t m_size = 0;
    std::unique_ptr<float, Free> m_values;
};

/// How many elements a shape has. Throws std::invalid_argument when a size is negative or the product
/// overflows.
[[nodiscard]] std::ptrdiff_t elementCount(const Shape &shape);

} // namespace headscope
