package app.baohao

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import java.io.File

/** Saves a screen, with the bars over it, where a person can look at it. */
object Picture {
    private val folder: File? = System.getProperty("baohao.shots")?.let(::File)

    fun save(shown: Shown, name: String) {
        val decor = shown.activity.window.decorView
        val bitmap = Bitmap.createBitmap(decor.width, decor.height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(bitmap)
        canvas.drawColor(Color.GRAY) // what shows through a sheet
        decor.draw(canvas)
        val veil = Paint().apply { color = Color.argb(0x40, 0x80, 0x80, 0xFF) }
        canvas.drawRect(shown.bars.status, veil)
        canvas.drawRect(shown.bars.navigation, veil)
        val file = File(folder ?: return, "$name.png")
        file.parentFile?.mkdirs()
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }
}
