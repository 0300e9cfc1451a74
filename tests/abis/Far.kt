package app.baohao.core

import com.sun.jna.Native
import com.sun.jna.Pointer
import java.io.DataInputStream
import java.io.EOFException
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.ByteOrder

/** The process of the core has ended in the middle of a call. */
class ProcessEnded(val exitCode: Int) : Error("the core's process ended with $exitCode")

/**
 * Stands where the bindings call native functions, and has another process do the call: one that runs the core of
 * another ABI. The bindings above it are the app's own. What they call is noted in a file, a line each.
 */
internal object Far {
    private val command = System.getProperty("baohao.callee").split('\t')
    private val calls = FileOutputStream(File(System.getProperty("baohao.calls")), true)
    private var process: Process? = null
    private var generation = 0L

    private fun running(): Process = process ?: ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .also { process = it }

    fun unit(number: Int, name: String, status: UniffiRustCallStatus?, vararg arguments: Any) {
        call(number, name, status, arguments) { }
    }

    fun int(number: Int, name: String, status: UniffiRustCallStatus?, vararg arguments: Any): Int =
        call(number, name, status, arguments) { long().toInt() } ?: 0

    fun byte(number: Int, name: String, status: UniffiRustCallStatus?, vararg arguments: Any): Byte =
        call(number, name, status, arguments) { long().toByte() } ?: 0

    fun long(number: Int, name: String, status: UniffiRustCallStatus?, vararg arguments: Any): Long =
        call(number, name, status, arguments) { long() } ?: 0

    fun buffer(number: Int, name: String, status: UniffiRustCallStatus?, vararg arguments: Any): RustBuffer.ByValue =
        call(number, name, status, arguments) { buffer() } ?: RustBuffer.ByValue()

    /** An object's handle is an address in one process; the upper bits, which no address uses, say in which. */
    fun handleOut(handle: Long): Long = handle or (generation shl HANDLE_BITS)

    fun handleIn(handle: Long): Handle = Handle(handle)

    class Handle(val value: Long)

    @Synchronized
    private fun <T> call(
        number: Int,
        name: String,
        status: UniffiRustCallStatus?,
        arguments: Array<out Any>,
        result: DataInputStream.() -> T,
    ): T? {
        val request = request(number, arguments)
        // The object went with its process; there is nothing to free.
        if (request == null) return null
        calls.write("$name\n".toByteArray())
        val process = running()
        try {
            process.outputStream.write(request)
            process.outputStream.flush()
            val answer = DataInputStream(process.inputStream)
            val code = answer.readByte()
            val error = answer.buffer()
            status?.code = code
            status?.error_buf = error
            return if (code.toInt() == 0) answer.result() else null
        } catch (ended: EOFException) {
            throw ended(process)
        } catch (ended: IOException) {
            throw ended(process)
        }
    }

    private fun ended(process: Process): ProcessEnded {
        this.process = null
        generation++
        return ProcessEnded(process.waitFor())
    }

    private fun request(number: Int, arguments: Array<out Any>): ByteArray? {
        val buffers = arguments.filterIsInstance<RustBuffer.ByValue>()
        val size = 4 + arguments.sumOf { if (it is RustBuffer.ByValue) 4 + it.len.toInt() else 8 }
        val request = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).putInt(number)
        for (argument in arguments) {
            when (argument) {
                is RustBuffer.ByValue -> {
                    request.putInt(argument.len.toInt())
                    if (argument.len > 0) request.put(argument.data!!.getByteArray(0, argument.len.toInt()))
                }
                is Handle -> {
                    if (argument.value ushr HANDLE_BITS != generation) return null
                    request.putLong(argument.value and ((1L shl HANDLE_BITS) - 1))
                }
                else -> request.putLong((argument as Number).toLong())
            }
        }
        // A buffer goes to whom it is given to.
        buffers.forEach(::free)
        return request.array()
    }

    private fun DataInputStream.long(): Long = java.lang.Long.reverseBytes(readLong())

    private fun DataInputStream.buffer(): RustBuffer.ByValue {
        val length = Integer.reverseBytes(readInt())
        val bytes = ByteArray(length).also(::readFully)
        val buffer = allocate(length.toLong())
        buffer.data!!.write(0, bytes, 0, length)
        return buffer
    }

    /** Memory of this process, for what the bindings write and read: full from the beginning, as the core's own is. */
    fun allocate(size: Long): RustBuffer.ByValue = RustBuffer.ByValue().apply {
        capacity = size
        len = size
        data = Pointer(Native.malloc(maxOf(size, 1)))
    }

    fun free(buffer: RustBuffer.ByValue) {
        buffer.data?.let { Native.free(Pointer.nativeValue(it)) }
    }

    private const val HANDLE_BITS = 48
}
