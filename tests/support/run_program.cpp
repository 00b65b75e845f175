#include "tests/support/run_program.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <algorithm>

namespace headscope {

namespace {

constexpr int kLongestMilliseconds = 120'000;

} // namespace

int ProgramResult::errorLines() const
{
    return static_cast<int>(std::ranges::count(errors, '\n'));
}

std::string programPath()
{
    return HEADSCOPE_PROGRAM;
}

ProgramResult runHeadscope(const std::vector<std::string> &arguments, const std::string &input,
                           const std::vector<std::string> &environment)
{
    return runProgram(programPath(), arguments, input, environment);
}

ProgramResult runProgram(const std::string &program, const std::vector<std::string> &arguments,
                         const std::string &input, const std::vector<std::string> &environment)
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const std::string &entry : environment) {
        const QString text = QString::fromStdString(entry);
        variables.insert(text.section(QLatin1Char('='), 0, 0), text.section(QLatin1Char('='), 1));
    }
    QProcess process;
    process.setProcessEnvironment(variables);
    QStringList list;
    for (const std::string &argument : arguments)
        list.append(QString::fromStdString(argument));
    process.start(QString::fromStdString(program), list);
    process.write(input.data(), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    process.waitForFinished(kLongestMilliseconds);
    ProgramResult result;
    if (process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit)
        result.status = process.exitCode();
    result.output = process.readAllStandardOutput().toStdString();
    result.errors = process.readAllStandardError().toStdString();
    return result;
}

} // namespace headscope
